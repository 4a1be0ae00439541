"""Tests of `dscp_spark`: `make spark`, on a cluster of a master and two workers."""
