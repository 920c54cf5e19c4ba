package inventory

import (
	"cmp"
	"time"

	"tabard.dev/tabard"
)

// whereabouts is where somebody was last, for those whose records say a country.
type whereabouts struct {
	Country string `json:"country"`
	At      int64  `json:"at"` // event time, µs
}

// travelSpan is how long a journey to another country takes at least: shorter, and it was another person, or a way around.
const travelSpan = 2 * hour

// travel tells that the actor was in another country a short time ago. Tabard has no map of the world's networks: it goes by what
// records say of where they came from.
func (s *State) travel(e *tabard.Event) {
	if len(e.Details) == 0 || s.now.time == 0 {
		return
	}
	i, country := s.now.actor, cmp.Or(e.Details["country"], e.Details["actor_location.country_code"])
	last := s.places[i]
	if country == "" || s.now.time < last.At {
		return
	}
	if took := s.now.time - last.At; last.Country != "" && last.Country != country && took < travelSpan {
		s.anomaly(e, tabard.AnomalyTravel, "in "+last.Country+" "+(time.Duration(took)*time.Microsecond).Round(time.Minute).String()+" before", "in "+country,
			float64(travelSpan)/float64(max(took, int64(time.Minute/time.Microsecond))))
	}
	s.places[i] = whereabouts{country, s.now.time}
	s.listings.changed.mark(placeNote, number(i))
}
