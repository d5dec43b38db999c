"""The page and its short relatives: next, status, why."""
