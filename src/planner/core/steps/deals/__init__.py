"""Steps of a deal between its tries."""
