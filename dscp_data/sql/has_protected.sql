-- Whether any figure was ever protected or published.
SELECT EXISTS (FROM protected_figure) OR EXISTS (FROM protected_indicator)
    OR EXISTS (FROM published_cell) OR EXISTS (FROM published_contributor);
