package store

// Facets count the values of a list's closed fields among what its filters let through. Each field is counted without its own
// filter, so that the counts say what one would get by changing it.
type Facets struct {
	Fields      []Facet `json:"fields"`
	Approximate bool    `json:"approximate" doc:"Some field has more rows than were counted: its counts are of the newest rows"`
}

// Facet is one field with its most frequent values.
type Facet struct {
	Field   string       `json:"field" doc:"As the list's filter is called"`
	Values  []FacetCount `json:"values" doc:"The most frequent first; at most 50"`
	Counted int64        `json:"counted" doc:"Rows that were counted: all, or the newest"`
	All     bool         `json:"all" doc:"Whether that is all of them"`
}

// FacetCount is how many rows have a value.
type FacetCount struct {
	Value string `json:"value"`
	Count int64  `json:"count"`
}
