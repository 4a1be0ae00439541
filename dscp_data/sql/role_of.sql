-- The role that an address has now; a row without a role where it was ended.
SELECT role, agencies, localities
FROM user_role
WHERE email = $email
ORDER BY id DESC
LIMIT 1;
