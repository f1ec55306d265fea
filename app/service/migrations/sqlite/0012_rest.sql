-- While an empty database is being filled with sample data: how many of the sample learners are whole.
CREATE TABLE sample_filling (
    since TEXT NOT NULL,
    done INTEGER NOT NULL
) STRICT;

-- K5: the name in addresses of the certification that is renewed instead, where the catalogue knows it.
ALTER TABLE certification ADD COLUMN successor TEXT;
