package tabard

import (
	"io"
	"iter"
	"time"
)

// Family is one audit-log format of one system: how to recognize, take apart and understand its records. A nil function
// means that the common way serves: JSON records, found by the common splitter, decoded by the one scanner.
//
// Paths name fields in the record: names separated by dots; a name in the record may hold dots itself
// ("annotations.authorization.k8s.io/decision" works); a path through an array means any element, and one to an array means
// the array and any element; a path may lead into a string that holds JSON, plain or URL-encoded; "*" stands for any one name.
type Family struct {
	Name  string // "aws.cloudtrail"
	Title string // "AWS CloudTrail", for people

	// Marks recognize a record: it is of this family when it has every path of one of the sets. "path=value" asks for an
	// exact string, "path=value*" for a prefix. Sets that several families could match must name enough paths to tell.
	Marks [][]string

	// Kin are families that the vendor exports in one stream with this one, each record telling which it is of: of records whose
	// source is said to be this family, those that only have the marks of one of its kin are read as that one's.
	Kin []string

	// Paths are the fields that Normalize reads; slot i holds Paths[i].
	Paths []string

	// ID, EventName and EventSource are paths too. ID makes a record unique within its realm; several are joined. A family
	// whose id has no one place leaves ID empty, and the id is what Normalize sets as [Place.Event], where it does. EventName
	// and EventSource are what most rules for this family ask first; the rule engine buckets by them.
	ID          []string
	EventName   string
	EventSource string

	// Secrets are paths whose values are cut out before anything is stored, each with the kind of secret: the value becomes
	// "[redacted:kind:fingerprint]". Well-known token shapes are cut out of every string of every family without being named.
	Secrets []SecretPath

	// Split takes records out of a stream; nil is the common splitter: JSON lines, objects over several lines, arrays, and
	// an object whose only array member is called Records, records, value, items or events.
	Split func(io.Reader) iter.Seq2[Piece, error]

	// Unwrap gives the records inside one that is only an envelope, such as a CloudWatch Logs message; nil or no result
	// means that the record is what it seems.
	Unwrap func(record []byte) [][]byte

	// Fields fills the slots of a record that is not JSON; nil where there is none. It must look up every path of want, not only
	// the family's own. A record that begins with a brace is JSON in any case. Its error says that a record is not of this
	// family, by which one that is not JSON is recognized.
	Fields func(record []byte, paths []string, slots *Slots) error

	// Redact cuts out secrets that Secrets cannot name, such as a password in an SQL statement; nil when there are none. It
	// must not change the record when there is nothing to cut, and must be quick to see that there is not.
	Redact func(record []byte, cut Cut) []byte

	// Time reads the event time alone, as Normalize does, for putting records in order before they are decoded for good; nil where
	// only Normalize tells it, which costs more. TimePaths are those of Paths that it reads; nil where it may read all.
	Time      func(*Slots) time.Time
	TimePaths []string

	// Normalize reads the slots into the event, whose Family, Place and Record are set already. It gives an error only for a
	// record that cannot be of this family or has no usable time; what the record does not say stays unknown.
	Normalize func(*Slots, *Event) error
}

// Piece is one record as it was found in a stream.
type Piece struct {
	Record []byte // valid until the next piece is asked for
	Line   int    // physical line it starts on, from 1; 0 when unknown
}

// SecretPath names a field that holds a secret.
type SecretPath struct {
	Path string
	Kind string // "aws-secret-key", "password", "token"
}

// Cut gives the text that stands for a secret: "[redacted:kind:fingerprint]", the fingerprint being an HMAC of the value
// under the installation's key, so that equal secrets can be told to be equal.
type Cut func(kind string, value []byte) string
