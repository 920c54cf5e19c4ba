package store

import "time"

// Overview counts what the lists hold, each number under the filter that lists exactly what it counts. Values that nothing
// has are absent.
type Overview struct {
	Identities  map[string]int64 `json:"identities" doc:"By kind: identities?kind="`
	Orphans     int64            `json:"orphans" doc:"Identities that nobody owns: identities?owner=none"`
	Credentials map[string]int64 `json:"credentials" doc:"By state: credentials?state="`
	Findings    map[string]int64 `json:"findings" doc:"The open ones by severity: findings?state=open&severity= lists a severity and those above it"`
	Actions     map[string]int64 `json:"actions" doc:"By state: actions?state="`
	Systems     map[string]int64 `json:"systems" doc:"By state: systems?state="`
	Births      []Hour           `json:"births" doc:"By hour, the first hour first; hours without any are absent: births?since=&until="`
}

// Hour counts what happened within one hour.
type Hour struct {
	Start time.Time `json:"start"`
	Count int64     `json:"count"`
}
