package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/rules"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Check or show the settings of a project"}
	cmd.AddCommand(newConfigVerify(), newConfigShow(), newConfigSchema())
	return cmd
}

func newConfigVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [FILE ...]",
		Short: "Check settings files, by default the one in the working directory",
		RunE: func(cmd *cobra.Command, args []string) error {
			root, err := os.Getwd()
			if err != nil {
				return err
			}
			f, err := (&check.SettingFlags{}).Finder(root, tree.Around(root))
			if err != nil {
				return err
			}
			if len(args) == 0 {
				s, err := f.For(filepath.ToSlash(filepath.Join(root, "x")))
				return errors.Join(err, said(cmd, s.Path, err))
			}
			var errs []error
			for _, name := range args {
				s, err := f.Read(filepath.ToSlash(console.Absolute(root, name)))
				if err == nil && s == nil {
					err = fmt.Errorf("%s has no table tool.agentlint", name)
				}
				errs = append(errs, err, said(cmd, name, err))
			}
			return errors.Join(errs...)
		},
	}
}

// said says that a file of settings is fine, if it is and exists.
func said(cmd *cobra.Command, name string, err error) error {
	if err != nil {
		return nil
	}
	if _, err := os.Stat(filepath.FromSlash(name)); errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no settings file here; agentlint init writes one")
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: OK\n", name)
	return err
}

func newConfigShow() *cobra.Command {
	flags := &check.SettingFlags{}
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "Show what applies to a file: where its settings come from, and each rule with its severity and options",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root, err := os.Getwd()
			if err != nil {
				return err
			}
			f, err := flags.Finder(root, tree.Around(root))
			if err != nil {
				return err
			}
			return showSettings(cmd, f, filepath.ToSlash(console.Absolute(root, args[0])))
		},
	}
	flags.Register(cmd.Flags())
	known.CompleteRules(cmd)
	return cmd
}

func showSettings(cmd *cobra.Command, f *settings.Finder, file string) error {
	s, err := f.For(file)
	if err != nil {
		return err
	}
	policy, err := f.Policy(file)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	from := "defaults: no settings file was found"
	if _, err := os.Stat(filepath.FromSlash(s.Path)); err == nil && s.Path != file {
		from = s.Path
	}
	fmt.Fprintf(w, "settings from %s\n\n", from)
	if purpose := policy.Purpose(); purpose != "" {
		fmt.Fprintf(w, "purpose\t%s\t\n", purpose)
	}
	for _, r := range known.RulesByID(rules.All) {
		on, severity, options := policy.Of(r)
		word := string(severity)
		if !on {
			word = "off"
		}
		if options != nil {
			fmt.Fprintf(w, "%s\t%s\t%+v\n", r.ID, word, options)
		} else {
			fmt.Fprintf(w, "%s\t%s\t\n", r.ID, word)
		}
	}
	return w.Flush()
}

func newConfigSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of settings files, for editors",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return console.PrintJSON(cmd.OutOrStdout(), settings.JSONSchema(rules.All))
		},
	}
}
