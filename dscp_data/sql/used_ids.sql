-- Every agency, locality and indicator that the database names, whatever the plan says of them.
SELECT DISTINCT kind, id
FROM (
    SELECT DISTINCT 'agency' AS kind, agency AS id FROM observation
    UNION ALL SELECT DISTINCT 'locality', locality FROM observation
    UNION ALL SELECT DISTINCT 'indicator', indicator FROM observation
    UNION ALL SELECT 'agency', agency FROM return
    UNION ALL SELECT 'locality', locality FROM concern
    UNION ALL SELECT 'locality', locality FROM mapping_meeting
    UNION ALL SELECT 'agency', unnest(agencies) FROM mapping_meeting
    UNION ALL SELECT 'agency', agency FROM evidence
    UNION ALL SELECT 'indicator', indicator FROM evidence
    UNION ALL SELECT 'indicator', unnest(other_indicators) FROM evidence
    UNION ALL SELECT 'agency', lead_agency FROM action
    UNION ALL SELECT 'agency', agency FROM evidence_entry
    UNION ALL SELECT 'indicator', unnest(indicators) FROM evidence_entry
    UNION ALL SELECT 'agency', lead_agency FROM milestone_entry
    UNION ALL SELECT 'agency', agency FROM mapping
    UNION ALL SELECT 'agency', agency FROM setting
    UNION ALL SELECT 'locality', locality FROM setting
    UNION ALL SELECT 'indicator', indicator FROM setting
    UNION ALL SELECT 'agency', agency FROM agenda_item
    UNION ALL SELECT 'locality', locality FROM agenda_item
    UNION ALL SELECT 'indicator', indicator FROM agenda_item
    UNION ALL SELECT 'agency', agency FROM commentary
    UNION ALL SELECT 'locality', locality FROM commentary
    UNION ALL SELECT 'indicator', indicator FROM commentary
    UNION ALL SELECT 'agency', unnest(agencies) FROM user_role
    UNION ALL SELECT 'locality', unnest(localities) FROM user_role
)
WHERE id IS NOT NULL AND id NOT IN ('', 'all')
ORDER BY kind, id;
