-- Every figure by quarter, of the indicators wanted: see the macro `numbered_figure`.
WITH figures AS (FROM quarter_figure($as_of))
FROM numbered_figure('figures', $wanted, $indicators, $agencies, $localities);
