package db

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost of argon2id: 19 MiB, two passes, one lane.
const (
	argonMemory = 19 * 1024
	argonTime   = 2
)

// argonTurns lets as many hashings run at once as there are cores: more would only slow each other down, and a flood
// of sign-ins would take all the memory.
var argonTurns = make(chan struct{}, runtime.NumCPU())

func hashPassword(p string) string {
	salt := randomBytes(16)
	return fmt.Sprintf("argon2id$%d$%d$%s$%s", argonMemory, argonTime,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(argon(p, salt, argonTime, argonMemory)))
}

func argon(p string, salt []byte, passes, memory uint32) []byte {
	argonTurns <- struct{}{}
	defer func() { <-argonTurns }()
	return argon2.IDKey([]byte(norm.NFKC.String(p)), salt, passes, memory, 1, 32)
}

// nobodysPassword is checked where there is no account, so that its absence takes as long as a wrong password.
var nobodysPassword = fmt.Sprintf("argon2id$%d$%d$%s$%s", argonMemory, argonTime,
	base64.RawStdEncoding.EncodeToString(make([]byte, 16)), base64.RawStdEncoding.EncodeToString(make([]byte, 32)))

func verifyPassword(hash, p string) bool {
	var memory, passes uint32
	parts := strings.Split(hash, "$")
	if len(parts) != 5 || parts[0] != "argon2id" || len(p) > 4*mostPassword {
		return false
	}
	if _, err := fmt.Sscan(parts[1], &memory); err != nil {
		return false
	}
	if _, err := fmt.Sscan(parts[2], &passes); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[3])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[4])
	if err1 != nil || err2 != nil {
		return false
	}
	return subtle.ConstantTimeCompare(argon(p, salt, passes, memory), want) == 1
}

// totpStep answers the 30-second step at which the typed six digits are right, within one step of the clock.
func totpStep(secret, typed string, now int64) (step int64, ok bool) {
	typed = digits(typed)
	for _, s := range []int64{now / 30, now/30 - 1, now/30 + 1} {
		code, err := TOTP(secret, s*30)
		if err == nil && len(typed) == 6 && subtle.ConstantTimeCompare([]byte(code), []byte(typed)) == 1 {
			return s, true
		}
	}
	return 0, false
}

// TOTP answers what an authenticator with the secret (base32) shows at the instant.
func TOTP(secret string, at int64) (string, error) {
	return hotp.GenerateCodeCustom(secret, uint64(at/30), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
}

// seal encrypts a small secret for the account's row, so that a copy of the books alone does not give it away.
func (s *Store) seal(account int64, plain []byte) ([]byte, error) {
	box, err := s.sealer()
	if err != nil {
		return nil, err
	}
	nonce := randomBytes(box.NonceSize())
	return box.Seal(nonce, nonce, plain, binary.BigEndian.AppendUint64(nil, uint64(account))), nil
}

// unseal opens what seal made for the same account.
func (s *Store) unseal(account int64, sealed []byte) ([]byte, error) {
	box, err := s.sealer()
	if err != nil {
		return nil, err
	}
	if len(sealed) < box.NonceSize() {
		return nil, errors.New("sealed value too short")
	}
	nonce, sealed := sealed[:box.NonceSize()], sealed[box.NonceSize():]
	return box.Open(nil, nonce, sealed, binary.BigEndian.AppendUint64(nil, uint64(account)))
}

func (s *Store) sealer() (cipher.AEAD, error) {
	block, err := aes.NewCipher(s.keys.seal)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// recoveryMAC answers what the books keep of a recovery code.
func (s *Store) recoveryMAC(account int64, code string) []byte {
	mac := hmac.New(sha256.New, s.keys.code)
	mac.Write(binary.BigEndian.AppendUint64([]byte("recovery"), uint64(account)))
	mac.Write([]byte(code))
	return mac.Sum(nil)
}

// SetupSeconds is how long the link of an invitation is good.
const SetupSeconds = int64(24 * time.Hour / time.Second)
