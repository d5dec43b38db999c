"""Review, year and playbook on the terminal, as CSV and as JSON."""
