"""Learning: minutes, chances and answers from the diary, and how good forecasts were."""
