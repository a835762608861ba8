package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"clubhouse/handlers"
	"clubhouse/handlers/web"
)

func routes(_ context.Context, c *call) error {
	asJSON := c.Bool("json", false, "print JSON")
	if _, err := c.parse(0); err != nil {
		return err
	}
	table := handlers.Routes(&web.App{}, nil)
	if *asJSON {
		type row struct {
			Method string `json:"method"`
			Path   string `json:"path"`
			Door   string `json:"door"`
			Right  string `json:"right,omitempty"`
		}
		rows := make([]row, len(table))
		for i, r := range table {
			rows[i] = row{r.Method, r.Path, string(r.Who.Door), r.Who.Rights()}
			if r.Who.Door == "" {
				rows[i].Door = "anyone"
			}
		}
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(rows)
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, r := range table {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Method, r.Path, r.Who)
	}
	return w.Flush()
}
