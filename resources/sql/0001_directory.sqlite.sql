-- Audit records are written once. On PostgreSQL the application's role has no right to change them; here triggers say so.

CREATE TRIGGER audit_record_refuses_update BEFORE UPDATE ON audit_record
BEGIN
    SELECT RAISE(ABORT, 'audit records are never changed');
END;

CREATE TRIGGER audit_record_refuses_delete BEFORE DELETE ON audit_record
BEGIN
    SELECT RAISE(ABORT, 'audit records are never deleted');
END;

-- INSERT OR REPLACE deletes without asking the trigger above (lang_conflict.html, REPLACE), by sequence or by rowid.
CREATE TRIGGER audit_record_refuses_gap BEFORE INSERT ON audit_record
WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_record)
BEGIN
    SELECT RAISE(ABORT, 'audit records follow one another');
END;

CREATE TRIGGER audit_record_refuses_foreign_rowid AFTER INSERT ON audit_record
WHEN NEW.rowid <> NEW.sequence
BEGIN
    SELECT RAISE(ABORT, 'audit records follow one another');
END;
