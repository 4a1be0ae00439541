-- Every range that some indicators' cells were ever published with.
SELECT * FROM published_cell WHERE list_contains($indicators, indicator);
