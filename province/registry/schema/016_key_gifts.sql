-- Keys of an office on their way to somebody: sealed to that person's own key, opened and wrapped at the next sign-in.
CREATE TABLE key_gift (
    login TEXT NOT NULL REFERENCES account (login),
    body TEXT NOT NULL REFERENCES body (code),
    given_by TEXT NOT NULL,         -- a login; empty: on the server's command line
    given_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,           -- base64
    PRIMARY KEY (login, body)
);
