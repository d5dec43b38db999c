"""The value of an hour: belief, index, qualifying, visits and the price of the year."""
