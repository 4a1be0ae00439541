-- Every figure by year, of the indicators wanted: see the macro `numbered_figure`.
WITH figures AS (FROM year_figure($as_of))
FROM numbered_figure('figures', $wanted, $indicators, $agencies, $localities);
