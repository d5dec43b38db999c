"""Questions beyond the day: where a quarter's hours go, what a meeting or a discount costs."""
