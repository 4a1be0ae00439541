-- Work out again which current figures of these agencies have been revised.
INSERT INTO revised_key FROM worked_out_revised_key(NULL, $agencies, NULL);
