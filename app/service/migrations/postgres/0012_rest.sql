-- While an empty database is being filled with sample data: how many of the sample learners are whole.
CREATE TABLE sample_filling (
    since TIMESTAMPTZ NOT NULL,
    done INTEGER NOT NULL
);

-- K5: the name in addresses of the certification that is renewed instead, where the catalogue knows it.
ALTER TABLE certification ADD COLUMN successor TEXT;
