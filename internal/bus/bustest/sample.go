package bustest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strconv"

	"tabard.dev/tabard/internal/bus"
)

// Sample makes the n-th batch of an endless, reproducible stream: of several kinds and sizes, with text that compresses about
// as well as audit records do. Its cursor is n, so that a batch that was read tells what it must hold.
func Sample(n int) *bus.Batch {
	random := rand.New(rand.NewPCG(uint64(n), 7)) //nolint:gosec // test data, not secrets
	b := &bus.Batch{
		Kind: bus.Records, Family: "aws.cloudtrail", System: "aws-" + strconv.Itoa(n%3),
		Source: "file:/var/log/sample-" + strconv.Itoa(n%5) + ".json", Cursor: strconv.Itoa(n),
	}
	switch n % 10 {
	case 3:
		b.Kind, b.Family = bus.Said, ""
	case 6:
		b.Kind, b.Family = bus.Tick, ""
		return b
	}
	b.Refused, b.Duplicates = random.Uint32(), random.Uint32N(3)
	for range 1 + random.IntN(40) {
		b.Records = append(b.Records, record(random))
		var id [16]byte
		binary.LittleEndian.PutUint64(id[:], random.Uint64())
		binary.LittleEndian.PutUint64(id[8:], random.Uint64())
		b.IDs = append(b.IDs, id)
	}
	return b
}

// Batch makes a batch of as many records of about half a kilobyte, for measuring; of more than 500, which would not go into
// one batch, half as large ones.
func Batch(n, records int) *bus.Batch {
	b := Sample(10 * n)
	b.Records, b.IDs = nil, nil
	random := rand.New(rand.NewPCG(uint64(n), 8)) //nolint:gosec // test data, not secrets
	for range records {
		text := record(random)
		if records > 500 {
			text = text[len(text)-250:]
		}
		b.Records = append(b.Records, text)
		var id [16]byte
		binary.LittleEndian.PutUint64(id[:], random.Uint64())
		b.IDs = append(b.IDs, id)
	}
	return b
}

func record(random *rand.Rand) []byte {
	actions := []string{"CreateAccessKey", "AssumeRole", "GetObject", "ListBuckets", "PutRolePolicy"}
	return fmt.Appendf(nil, `{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA%016X:agent-%d","arn":"arn:aws:sts::210987654321:assumed-role/agent-runner/agent-%d","accountId":"210987654321"},"eventTime":"2026-11-%02dT%02d:%02d:%02dZ","eventSource":"iam.amazonaws.com","eventName":%q,"awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.%d","userAgent":"aws-sdk-go-v2/1.39.2","requestID":"%016x-%08x","eventID":"%016x%016x"}`,
		random.Uint64(), random.IntN(50), random.IntN(50), 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(60),
		actions[random.IntN(len(actions))], random.IntN(256), random.Uint64(), random.Uint32(), random.Uint64(), random.Uint64())
}

// differs tells how a batch that was read is not the sample that its cursor names; "" when it is.
func differs(got *bus.Batch) string {
	n, err := strconv.Atoi(got.Cursor)
	if err != nil {
		return fmt.Sprintf("cursor %q", got.Cursor)
	}
	return compare(got, Sample(n))
}

func compare(got, want *bus.Batch) string {
	switch {
	case got.Kind != want.Kind || got.Family != want.Family || got.System != want.System || got.Source != want.Source || got.Cursor != want.Cursor:
		return fmt.Sprintf("header %v %q %q %q %q, want %v %q %q %q %q", got.Kind, got.Family, got.System, got.Source, got.Cursor,
			want.Kind, want.Family, want.System, want.Source, want.Cursor)
	case got.Refused != want.Refused || got.Duplicates != want.Duplicates:
		return fmt.Sprintf("%d refused and %d duplicates, want %d and %d", got.Refused, got.Duplicates, want.Refused, want.Duplicates)
	case len(got.Records) != len(want.Records) || len(got.IDs) != len(want.IDs):
		return fmt.Sprintf("%d records and %d ids, want %d and %d", len(got.Records), len(got.IDs), len(want.Records), len(want.IDs))
	}
	for i := range want.Records {
		if !bytes.Equal(got.Records[i], want.Records[i]) {
			return fmt.Sprintf("record %d is %.80q, want %.80q", i, got.Records[i], want.Records[i])
		}
	}
	for i := range want.IDs {
		if got.IDs[i] != want.IDs[i] {
			return fmt.Sprintf("id %d is %x, want %x", i, got.IDs[i], want.IDs[i])
		}
	}
	return ""
}
