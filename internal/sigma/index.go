package sigma

import "slices"

// ruleIndex finds the rules that a record could match.
type ruleIndex struct {
	variety  []int // of each slot, how many values rules ask for
	values   []valueIndex
	texts    []textIndex
	present  []presentIndex
	keywords []int32 // rules that can only be found by their keywords
	always   []int32 // rules that have to be asked for every record
	finder   *automaton
	finds    []int32 // keyword of each of the finder's texts
	unfound  []int32 // keywords without a text of their own
}

// valueIndex finds rules by the value of a slot.
type valueIndex struct {
	slot  int
	table *table
}

// textIndex finds rules by what a slot's value holds.
type textIndex struct {
	slot      int
	automaton *automaton
	rules     [][]int32 // of each of the automaton's texts
}

// presentIndex finds rules by a slot that holds anything.
type presentIndex struct {
	slot  int
	rules []int32
}

// newIndex builds the index of a family's rules.
func (f *family) newIndex() ruleIndex {
	f.index = ruleIndex{variety: f.countValues()}
	values := map[int32]map[string][]int32{}
	texts := map[int32]map[string][]int32{}
	present := map[int32][]int32{}
	for i, r := range f.rules {
		at := int32(i)
		list, ok := f.anchors(r.root)
		if !ok {
			f.index.always = append(f.index.always, at)
			continue
		}
		for _, a := range list {
			switch a.kind {
			case anchorValue:
				put(values, a, at)
			case anchorText:
				put(texts, a, at)
			case anchorPresent:
				present[a.slot] = append(present[a.slot], at)
			case anchorKeyword:
				f.index.keywords = append(f.index.keywords, at)
			}
		}
	}
	f.index.keywords = slices.Compact(f.index.keywords)
	f.index.addValues(values)
	f.index.addTexts(texts)
	for _, slot := range sortedKeys(present) {
		f.index.present = append(f.index.present, presentIndex{int(slot), slices.Compact(present[slot])})
	}
	f.findKeywords()
	return f.index
}

func put(into map[int32]map[string][]int32, a anchor, rule int32) {
	if into[a.slot] == nil {
		into[a.slot] = map[string][]int32{}
	}
	if list := into[a.slot][a.text]; len(list) == 0 || list[len(list)-1] != rule {
		into[a.slot][a.text] = append(list, rule)
	}
}

func (x *ruleIndex) addValues(values map[int32]map[string][]int32) {
	for _, slot := range sortedKeys(values) {
		byHash := map[uint64][]int32{}
		var order []uint64
		for _, text := range sortedKeys(values[slot]) {
			h := hashText([]byte(text))
			if byHash[h] == nil {
				order = append(order, h)
			}
			byHash[h] = append(byHash[h], values[slot][text]...)
		}
		x.values = append(x.values, valueIndex{int(slot), newTable(byHash, order)})
	}
}

func (x *ruleIndex) addTexts(texts map[int32]map[string][]int32) {
	for _, slot := range sortedKeys(texts) {
		all := sortedKeys(texts[slot])
		t := textIndex{slot: int(slot), automaton: newAutomaton(all)}
		for _, text := range all {
			t.rules = append(t.rules, texts[slot][text])
		}
		x.texts = append(x.texts, t)
	}
}

// countValues counts the different values that rules ask for in each slot.
func (f *family) countValues() []int {
	seen := make([]map[string]bool, len(f.paths))
	for _, p := range f.preds {
		if p.keyword >= 0 || p.kind != testText {
			continue
		}
		for _, slot := range p.slots {
			if seen[slot] == nil {
				seen[slot] = map[string]bool{}
			}
			for v := range p.values {
				seen[slot][fold(v)] = true
			}
			for i := range p.matchers {
				seen[slot]["*"+p.matchers[i].longest()] = true
			}
		}
	}
	counts := make([]int, len(f.paths))
	for i, s := range seen {
		counts[i] = len(s)
	}
	return counts
}

// findKeywords prepares one look through the record's strings for all keywords.
func (f *family) findKeywords() {
	var texts []string
	for i, p := range f.keywords {
		at := int32(i)
		var own []string
		for j := range p.matchers {
			own = append(own, p.matchers[j].longest())
		}
		for v := range p.values {
			own = append(own, v)
		}
		if p.kind == testRegexp {
			own = required(p.regexp.String())
		}
		if len(own) == 0 || slices.Contains(own, "") {
			f.index.unfound = append(f.index.unfound, at)
			continue
		}
		for _, t := range own {
			texts, f.index.finds = append(texts, fold(t)), append(f.index.finds, at)
		}
	}
	if len(texts) > 0 {
		f.index.finder = newAutomaton(texts)
	}
}

func sortedKeys[K int32 | string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
