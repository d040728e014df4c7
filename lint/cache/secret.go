package cache

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/agentlint/agentlint/lint/regular"
)

// SecretVariable is the environment variable that may hold the secret instead of [SecretFile]: any text of at least 16 bytes.
// Runs that share a cache and no home directory share it.
const SecretVariable = "AGENTLINT_CACHE_KEY"

const (
	minSecret  = 16 // bytes of SecretVariable
	secretSize = 32 // bytes of the file
)

// What is kept says what is found, so whoever writes into a cache says it. All of it is therefore signed with a secret of the
// user, and what others have written, such as a cache that comes with a repository, counts as damaged.
var secret = sync.OnceValues(func() ([]byte, error) {
	if text := os.Getenv(SecretVariable); text != "" {
		if len(text) < minSecret {
			return nil, fmt.Errorf("%s must have at least %d bytes that nobody can guess", SecretVariable, minSecret)
		}
		sum := sha256.Sum256([]byte(text))
		return sum[:], nil
	}
	name, err := SecretFile()
	if err != nil {
		return nil, err
	}
	return secretIn(name)
})

// SecretFile returns the path of the file with the secret, beside the user's cache: none of the directories that a cache can be
// in, since they may be shared, or come from somebody else.
func SecretFile() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no directory for the key of the cache; set %s: %w", SecretVariable, err)
	}
	return filepath.Join(dir, "agentlint.key"), nil
}

// secretIn returns the secret in a file, which is made if there is none that will do.
func secretIn(name string) ([]byte, error) {
	found, err := readSecret(name)
	if err != nil || found != nil {
		return found, err
	}
	if err := makeSecret(name); err != nil {
		return nil, fmt.Errorf("can't create the key of the cache: %w", err)
	}
	found, err = readSecret(name)
	if err == nil && found == nil {
		err = fmt.Errorf("%s does not keep the key of the cache", name)
	}
	return found, err
}

// readSecret returns the secret in a file, nil if there is none or others may know it.
func readSecret(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("can't read the key of the cache: %w", err)
	}
	isOpen := runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
	if info.Size() != secretSize || isOpen {
		return nil, nil
	}
	found, err := regular.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("can't read the key of the cache: %w", err)
	}
	if len(found) != secretSize {
		return nil, nil
	}
	return found, nil
}

// makeSecret puts a new secret into a file in the place of what will not do. If several do so at the same time where there is
// nothing yet, they agree on one.
func makeSecret(name string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+temporary) // which nobody else may read
	if err != nil {
		return err
	}
	fresh := make([]byte, secretSize)
	_, _ = rand.Read(fresh) // which never fails
	_, err = temp.Write(fresh)
	if err = errors.Join(err, temp.Close()); err == nil && os.Link(temp.Name(), name) != nil { // there is one by now, or there are no links
		if found, e := readSecret(name); e != nil || found == nil {
			err = os.Rename(temp.Name(), name)
		}
	}
	_ = os.Remove(temp.Name()) // it may have been renamed
	return err
}

// A signer signs what is kept under one name.
type signer struct{ hash.Hash }

// signerOf returns the signer of what is kept under names, in this order. The error says why there is none.
func signerOf(names ...string) (signer, error) {
	known, err := secret()
	if err != nil {
		return signer{}, err
	}
	s := signer{hmac.New(sha256.New, known)}
	for _, name := range names {
		s.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(name))))
		s.Write([]byte(name))
	}
	return s, nil
}

// write writes data after its signature.
func (s signer) write(w io.Writer, data []byte) error {
	s.Write(data)
	if _, err := w.Write(s.Sum(nil)); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

// open returns the data after a signature, nil unless the signature is ours.
func (s signer) open(signed []byte) []byte {
	if len(signed) < sha256.Size {
		return nil
	}
	data := signed[sha256.Size:]
	s.Write(data)
	if !hmac.Equal(s.Sum(nil), signed[:sha256.Size]) {
		return nil
	}
	return data
}
