-- Have the protected figures of some indicators worked out when they are next asked for.
UPDATE protected_indicator SET up_to_date = FALSE WHERE list_contains($indicators, indicator);
