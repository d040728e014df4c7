package known

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/host"
)

// hostsFolder is where a project corrects or adds to what agentlint knows about hosts, as seen from where it runs.
const hostsFolder = ".agentlint/hosts"

// OverrideHosts makes what the project says about hosts go over what is built in.
func OverrideHosts() error {
	folder, err := HostOverrides()
	if err == nil {
		err = host.Override(folder)
	}
	if err != nil {
		return fmt.Errorf("can't use the facts about hosts in %s:\n%w", hostsFolder, err)
	}
	return nil
}

// HostOverrides returns the folder of what the project says about hosts. The error is that it leads out of the repository.
func HostOverrides() (fs.FS, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	disk, dir := tree.Around(root), filepath.Join(root, filepath.FromSlash(hostsFolder))
	if _, err := disk.Stat(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return disk.FS(dir), nil
}

// Host returns the host that a user names.
func Host(name string) (*host.Host, error) {
	if name == "" {
		return nil, fmt.Errorf("name a host with --host: %s", strings.Join(HostNames(), ", "))
	}
	if h := host.ByName(name); h != nil {
		return h, nil
	}
	return nil, fmt.Errorf("unknown host %q; use %s", name, strings.Join(HostNames(), ", "))
}

// HostNames returns the names of all hosts.
func HostNames() []string {
	var names []string
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	return names
}
