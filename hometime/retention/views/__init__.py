"""Pages: get rid of something, look through what one holds, certificates beside the register."""
