package server

import (
	"os"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/lint/cache"
)

func TestMain(m *testing.M) {
	os.Setenv(caching.OffVariable, "1")
	os.Setenv(cache.SecretVariable, "the secret of tests, which leave the user's home alone")
	os.Exit(m.Run())
}
