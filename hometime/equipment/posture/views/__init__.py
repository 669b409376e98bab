"""Pages about how devices stand: `seeing`, `joining` the school network, `lists` of device managers, and `mine`."""
