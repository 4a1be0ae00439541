-- Every figure that was counted in a published cell of some indicators, by its number there.
SELECT * FROM published_contributor WHERE list_contains($indicators, indicator) ORDER BY indicator, id;
