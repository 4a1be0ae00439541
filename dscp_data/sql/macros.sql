-- Named steps that the queries share. DuckDB folds the bound parameters before it plans, so a
-- branch that a parameter rules out costs nothing.

-- The month of the year's last quarter: January of a year from April. `year_start()` is made before.
CREATE OR REPLACE MACRO last_quarter_start() AS (year_start() + 8) % 12 + 1;

-- Returns that are active at a time. An as-of of NULL is now.
CREATE OR REPLACE MACRO active_return(as_of) AS TABLE
    SELECT return_id AS id
    FROM return_state
    WHERE as_of IS NULL OR changed_at <= as_of
    QUALIFY row_number() OVER (PARTITION BY return_id ORDER BY step DESC) = 1
        AND state = 'accepted';

-- Active returns that no active return replaces entirely.
CREATE OR REPLACE MACRO effective_return(as_of) AS TABLE
    SELECT id
    FROM active_return(as_of)
    WHERE id NOT IN (
        SELECT older
        FROM supersession
        WHERE newer IN (SELECT id FROM active_return(as_of))
    );

-- For each key in some observations (the table that `among` names), that of the newest effective
-- return that has it.
CREATE OR REPLACE MACRO newest_observation(among, as_of) AS TABLE
    SELECT *
    FROM query_table(among)
    WHERE return_id IN (SELECT id FROM effective_return(as_of))
    QUALIFY row_number() OVER (
        PARTITION BY indicator, agency, locality, period_start, period_type
        ORDER BY return_id DESC
    ) = 1;

CREATE OR REPLACE MACRO derive_current_observation(as_of) AS TABLE
    FROM newest_observation('observation', as_of);

CREATE OR REPLACE MACRO observation_at(as_of) AS TABLE
    SELECT * FROM current_observation WHERE as_of IS NULL
    UNION ALL
    SELECT * FROM derive_current_observation(as_of) WHERE as_of IS NOT NULL;

-- For each key in some observations (the table that `among` names), what was first accepted for it,
-- whatever has become of that return since.
CREATE OR REPLACE MACRO first_observation(among, as_of, agencies, indicators) AS TABLE
    SELECT one.*, changed_at AS first_at
    FROM query_table(among) AS one
    JOIN (SELECT return_id, changed_at FROM return_state WHERE step = 1) USING (return_id)
    WHERE (as_of IS NULL OR changed_at <= as_of)
        AND (agencies IS NULL OR list_contains(agencies, agency))
        AND (indicators IS NULL OR list_contains(indicators, indicator))
    QUALIFY row_number() OVER (
        PARTITION BY indicator, agency, locality, period_start, period_type
        ORDER BY return_id
    ) = 1;

-- The keys whose figure at a time is not what was first accepted, or is no longer there.
CREATE OR REPLACE MACRO derive_revised_key(among, as_of, indicators) AS TABLE
    SELECT indicator, agency, locality, period_start, period_type
    FROM first_observation(among, as_of, NULL, indicators) AS first
    LEFT JOIN (
        SELECT *
        FROM observation_at(as_of)
        WHERE indicators IS NULL OR list_contains(indicators, indicator)
    ) AS at_time USING (indicator, agency, locality, period_start, period_type)
    WHERE at_time.return_id IS NULL
        OR at_time.numerator IS DISTINCT FROM first.numerator
        OR at_time.denominator IS DISTINCT FROM first.denominator;

CREATE OR REPLACE MACRO revised_key_at(as_of, indicators) AS TABLE
    SELECT * FROM revised_key
    WHERE as_of IS NULL AND (indicators IS NULL OR list_contains(indicators, indicator))
    UNION ALL
    SELECT * FROM derive_revised_key('observation', as_of, indicators)
    WHERE as_of IS NOT NULL;

-- The observations of any return that share a key with some returns. A return's rows lie together:
-- with IN they are found without reading the others, and with list_contains they are not.
CREATE OR REPLACE MACRO observation_sharing_key(returns) AS TABLE
    SELECT observation.*
    FROM observation
    SEMI JOIN (FROM observation WHERE return_id IN (SELECT unnest(returns)))
        USING (indicator, agency, locality, period_start, period_type);

CREATE OR REPLACE MACRO concern_at(as_of) AS TABLE
    SELECT concern.*
    FROM concern
    WHERE return_id IN (SELECT id FROM active_return(as_of))
    QUALIFY row_number() OVER (
        PARTITION BY reference, opened ORDER BY return_id DESC, sheet, cell
    ) = 1;

CREATE OR REPLACE MACRO mapping_meeting_at(as_of) AS TABLE
    SELECT mapping_meeting.*
    FROM mapping_meeting
    WHERE return_id IN (SELECT id FROM active_return(as_of))
    QUALIFY row_number() OVER (
        PARTITION BY held_on, locality ORDER BY return_id DESC, sheet, cell
    ) = 1;

CREATE OR REPLACE MACRO evidence_at(as_of) AS TABLE
    SELECT evidence.*
    FROM evidence
    WHERE return_id IN (SELECT id FROM active_return(as_of))
    QUALIFY row_number() OVER (
        PARTITION BY date, agency, type, finding ORDER BY return_id DESC, sheet, cell
    ) = 1;

CREATE OR REPLACE MACRO action_at(as_of) AS TABLE
    SELECT action.*
    FROM action
    WHERE return_id IN (SELECT id FROM active_return(as_of))
    QUALIFY row_number() OVER (
        PARTITION BY strand, workstream, title ORDER BY return_id DESC, sheet, cell
    ) = 1;

-- What tells a line of the evidence log, or a milestone, from the others.
CREATE OR REPLACE MACRO evidence_key(day, agency, type, finding) AS
    md5(concat_ws('|', day::VARCHAR, agency, type, finding));

CREATE OR REPLACE MACRO milestone_key(strand, workstream, title) AS
    md5(concat_ws('|', strand, workstream, title));

-- What is entered on pages, each id as it was at a time.
CREATE OR REPLACE MACRO evidence_entry_at(as_of) AS TABLE
    SELECT *
    FROM evidence_entry
    WHERE as_of IS NULL OR changed_at <= as_of
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1;

CREATE OR REPLACE MACRO milestone_entry_at(as_of) AS TABLE
    SELECT *
    FROM milestone_entry
    WHERE as_of IS NULL OR changed_at <= as_of
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1;

CREATE OR REPLACE MACRO plan_edit_at(as_of) AS TABLE
    SELECT *
    FROM plan_edit
    WHERE as_of IS NULL OR changed_at <= as_of
    QUALIFY row_number() OVER (PARTITION BY kind, subject ORDER BY step DESC) = 1;

-- Where "not applicable" lasts: no figure is reported within a year to either side. A single one
-- between figures leaves its period incomplete.
CREATE OR REPLACE MACRO lasting_not_applicable(as_of) AS TABLE
    WITH one AS (
        SELECT indicator, agency, locality, period_start, period_type
        FROM observation_at(as_of)
        WHERE status = 'not applicable'
    ),
    other AS (
        SELECT indicator, agency, locality, period_type, period_start AS reported_start
        FROM observation_at(as_of)
        SEMI JOIN one USING (indicator, agency, locality, period_type)
        WHERE status IN ('reported', 'nil')
    )
    SELECT one.*, TRUE AS lasts
    FROM one
    WHERE NOT EXISTS (
        FROM other
        WHERE other.indicator = one.indicator
            AND other.agency = one.agency
            AND other.locality = one.locality
            AND other.period_type = one.period_type
            AND reported_start BETWEEN one.period_start - INTERVAL 12 MONTH
                AND one.period_start + INTERVAL 12 MONTH
    );

CREATE OR REPLACE MACRO is_known(status, lasts) AS
    status IN ('reported', 'nil') OR (status = 'not applicable' AND coalesce(lasts, FALSE));

-- The first day of the period of a type that a day falls in. A council year begins in the
-- month `year_start()`, which the plan says.
CREATE OR REPLACE MACRO period_begin(period_type, day) AS
    CASE period_type
        WHEN 'month' THEN date_trunc('month', day)
        WHEN 'quarter' THEN date_trunc('quarter', day)
        ELSE make_date(
            year(day) - (month(day) < year_start())::INTEGER, year_start(), 1
        )
    END::DATE;

-- Figures as returned for one type of period, with how far each can be relied on. `known` is false
-- where a count is suppressed or could not be given; `whole` is false where a part is missing.
CREATE OR REPLACE MACRO returned_figure(type, as_of) AS TABLE
    SELECT
        indicator, agency, locality, period_start, numerator, denominator, provisional,
        is_known(status, lasts) AS known,
        TRUE AS whole,
        return_id
    FROM observation_at(as_of)
    LEFT JOIN lasting_not_applicable(as_of)
        USING (indicator, agency, locality, period_start, period_type)
    WHERE period_type = type;

CREATE OR REPLACE MACRO month_figure(as_of) AS TABLE FROM returned_figure('month', as_of);

-- How months make quarters and quarters make council years: counts are added, a snapshot is that of
-- the last. Distinct counts cannot be rolled up and never come here.
CREATE OR REPLACE MACRO roll_up(aggregation, number, starts) AS
    CASE
        WHEN any_value(aggregation) = 'last' THEN arg_max_null(number, starts)
        ELSE sum(number)
    END;

CREATE OR REPLACE MACRO roll_up_known(aggregation, known, starts) AS
    CASE
        WHEN any_value(aggregation) = 'last' THEN arg_max(known, starts)
        ELSE bool_and(known)
    END;

-- The same rule in two halves. Most figures are counts, and a grouping that need not look for the
-- last month is twice as fast.
CREATE OR REPLACE MACRO quarter_from_months(as_of) AS TABLE
    SELECT
        indicator, agency, locality,
        period_begin('quarter', period_start) AS quarter_start,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        bool_or(provisional) AS provisional,
        bool_and(known) AS known,
        count(*) = 3 AS whole,
        max(return_id) AS return_id
    FROM month_figure(as_of) JOIN indicator_rule USING (indicator)
    WHERE aggregation IN ('sum', 'pool')
    GROUP BY indicator, agency, locality, quarter_start
    UNION ALL
    SELECT
        indicator, agency, locality,
        period_begin('quarter', period_start) AS quarter_start,
        arg_max_null(numerator, period_start),
        arg_max_null(denominator, period_start),
        bool_or(provisional),
        arg_max(known, period_start),
        max(month(period_start)) % 3 = 0,
        max(return_id)
    FROM month_figure(as_of) JOIN indicator_rule USING (indicator)
    WHERE aggregation = 'last'
    GROUP BY indicator, agency, locality, quarter_start;

-- A figure returned for the whole quarter is used where its months are not all there.
CREATE OR REPLACE MACRO quarter_figure(as_of) AS TABLE
    SELECT * EXCLUDE (choice)
    FROM (
        SELECT
            indicator, agency, locality, quarter_start AS period_start, numerator, denominator,
            provisional, known, whole, return_id,
            CASE WHEN whole THEN 1 ELSE 3 END AS choice
        FROM quarter_from_months(as_of)
        UNION ALL
        SELECT *, 2 FROM returned_figure('quarter', as_of)
    )
    QUALIFY row_number() OVER (
        PARTITION BY indicator, agency, locality, period_start ORDER BY choice
    ) = 1;

CREATE OR REPLACE MACRO year_from_quarters(as_of) AS TABLE
    SELECT
        indicator, agency, locality,
        period_begin('year', period_start) AS year_start,
        roll_up(aggregation, numerator, period_start) AS numerator,
        roll_up(aggregation, denominator, period_start) AS denominator,
        bool_or(provisional) AS provisional,
        roll_up_known(aggregation, known, period_start) AS known,
        CASE
            WHEN any_value(aggregation) = 'last'
                THEN bool_or(month(period_start) = last_quarter_start() AND whole)
            ELSE count(*) = 4 AND bool_and(whole)
        END AS whole,
        max(return_id) AS return_id
    FROM quarter_figure(as_of) JOIN indicator_rule USING (indicator)
    WHERE aggregation IN ('sum', 'pool', 'last')
    GROUP BY indicator, agency, locality, year_start;

CREATE OR REPLACE MACRO year_figure(as_of) AS TABLE
    SELECT * EXCLUDE (choice)
    FROM (
        SELECT
            indicator, agency, locality, year_start AS period_start, numerator, denominator,
            provisional, known, whole, return_id,
            CASE WHEN whole THEN 1 ELSE 3 END AS choice
        FROM year_from_quarters(as_of)
        UNION ALL
        SELECT *, 2 FROM returned_figure('year', as_of)
    )
    QUALIFY row_number() OVER (
        PARTITION BY indicator, agency, locality, period_start ORDER BY choice
    ) = 1;

-- Some figures (the table that `among` names) of the indicators wanted, with numbers for names: each
-- is the place of its id in the list given. `month` is the first of the period, counted from January
-- 1970. Each type of period has a query of its own: to plan all three takes ten times as long as one.
CREATE OR REPLACE MACRO numbered_figure(among, wanted, indicators, agencies, localities) AS TABLE
    SELECT
        (list_position(indicators, indicator) - 1)::SMALLINT AS indicator,
        (list_position(agencies, agency) - 1)::SMALLINT AS agency,
        (list_position(localities, locality) - 1)::SMALLINT AS locality,
        (12 * (year(period_start) - 1970) + month(period_start) - 1)::SMALLINT AS month,
        numerator, denominator, known, whole, provisional, return_id
    FROM query_table(among)
    WHERE list_contains(wanted, indicator);
