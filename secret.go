package tabard

import "log/slog"

const redacted = "[redacted]"

// Secret is a value that must not be shown. It prints, logs and marshals as "[redacted]"; [Secret.Reveal] is the only way
// to read it, so that searching for Reveal is the audit.
type Secret struct{ value string }

// NewSecret wraps a value.
func NewSecret(value string) Secret { return Secret{value: value} }

// Reveal gives the value.
func (s Secret) Reveal() string { return s.value }

// IsZero reports whether there is no value.
func (s Secret) IsZero() bool { return s.value == "" }

// String implements [fmt.Stringer].
func (s Secret) String() string { return redacted }

// GoString implements [fmt.GoStringer], which %#v uses.
func (s Secret) GoString() string { return redacted }

// LogValue implements [slog.LogValuer].
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText implements [encoding.TextMarshaler], which the JSON and YAML encoders use.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }
