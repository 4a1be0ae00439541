-- The reason that was given last for each query in the same words, in one agency's returns.
SELECT code, message, arg_max(reason, answered_at) AS reason
FROM answer
JOIN return ON return.id = answer.return_id
WHERE agency = $agency AND reason <> ''
GROUP BY code, message
ORDER BY code, message;
