"""Time between a rep and a customer: promises, deadlines, the pace of tries, and silence."""
