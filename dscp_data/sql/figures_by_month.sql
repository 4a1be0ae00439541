-- Every figure by month, of the indicators wanted: see the macro `numbered_figure`.
WITH figures AS (FROM month_figure($as_of))
FROM numbered_figure('figures', $wanted, $indicators, $agencies, $localities);
