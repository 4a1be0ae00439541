-- The indicators with protected figures, by which settings they were made, and whether the figures
-- they were made of are those of now.
SELECT indicator, made_with, up_to_date FROM protected_indicator;
