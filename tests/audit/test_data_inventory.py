"""What the dashboard holds has a purpose, table by table and column by column."""

from collections import Counter

from dscp_data.audit.data_inventory import inventory, purpose_of, purposes
from dscp_data.catalogue import catalogue
from tests.making import observation


def test_every_table_and_column_of_the_database_has_a_purpose(store):
    held = inventory(store)
    assert len(held) > 20
    for one in held:
        assert one.purpose.purpose
        assert all(purpose.purpose for _, purpose in one.columns)


def test_no_purpose_is_of_a_table_or_column_that_is_not_there(store):
    held = inventory(store)
    there = {(one.table, "") for one in held}
    there |= {(one.table, column) for one in held for column, _ in one.columns}
    everywhere = {("", column) for one in held for column, _ in one.columns}
    assert set(purposes(catalogue())) <= there | everywhere


def test_each_purpose_is_stated_once():
    said = Counter((one.table, one.column) for one in catalogue().purposes)
    assert [key for key, times in said.items() if times > 1] == []


def test_a_column_s_own_purpose_comes_before_that_of_its_name():
    known = purposes(catalogue())
    assert purpose_of(known, "comparator", "indicator").table == ""
    assert purpose_of(known, "observation", "numerator").table == "observation"


def test_columns_that_name_who_did_something_are_marked_as_naming_staff(store):
    for one in inventory(store):
        for column, purpose in one.columns:
            if column.endswith("_by") or column in ("who", "email"):
                assert purpose.personal == "staff", (one.table, column)


def test_rows_are_counted(store, take_in):
    take_in(observation(), observation(locality="teesdale"))
    assert {one.table: one.rows for one in inventory(store)}["observation"] == 2
