"""What commands share: the session, and what joins the book, the diary, the clock and the person at the terminal."""
