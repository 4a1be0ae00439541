-- Published figures that serve an indicator or stand beside it, the newest publication of each.
SELECT *, unit = '%' OR starts_with(unit, 'per ') AS comparable
FROM comparator
WHERE indicator = $indicator OR context_for = $indicator
QUALIFY row_number() OVER (
    PARTITION BY indicator, area_code, period_start, period_end
    ORDER BY published_on DESC NULLS LAST, publication DESC
) = 1
ORDER BY indicator, period_start, area_type, area_name;
