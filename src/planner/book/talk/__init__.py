"""The words of playbook.toml: personas, triggers, objections, stories, messages."""
