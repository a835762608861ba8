package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"clubhouse/db/sqlcdb"
)

// Theme is what a community's members see of it on their pages: one hue, and its logo.
type Theme struct {
	Hue  *int64   // degrees of OKLCH's circle, 0 to 359; nil: the club's own jade
	Logo string   // the hash of a picture, or ""
	Seen Revision `json:"-"` // from which an edit was made
}

// Theme answers the theme of a community; the zero Theme where it has none.
func (c *Club) Theme(community int64) Theme { return c.themes[community] }

// Picture is an image that the club keeps: re-encoded by whoever read it, so that nothing hides in it.
type Picture struct {
	Hash          string
	Type          string // image/png or image/jpeg
	Width, Height int
	Body          []byte
	MadeAt        int64
}

// MostPicture is the largest body of a picture, in bytes.
const MostPicture = 400 << 10

// Refusals of themes and pictures.
const (
	HueWrong       Reason = "hue_wrong"
	PictureNot     Reason = "picture_not"     // no PNG, JPEG or WebP, or a broken one
	PicturePixels  Reason = "picture_pixels"  // args: most million pixels
	PictureTooWide Reason = "picture_too_big" // as it is kept it would be larger than the books take; args: most KB
	PictureUnknown Reason = "picture_unknown" //
)

// SaveTheme sets a community's theme. logo, where it is not nil, is a new one, and t.Logo is its. Refused: HueWrong,
// PictureTooWide, PictureUnknown.
func (s *Store) SaveTheme(ctx context.Context, actor Actor, community int64, t Theme, logo *Picture) error {
	if logo != nil {
		if len(logo.Body) > MostPicture {
			return refuseField("logo", PictureTooWide, MostPicture>>10)
		}
		sum := sha256.Sum256(logo.Body)
		t.Logo = hex.EncodeToString(sum[:16])
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(CatalogEdit); err != nil {
			return err
		}
		was, err := tx.theme(community)
		if err != nil {
			return err
		}
		if err := fresh(tx, "community.themed", community, t.Seen, was, t); err != nil {
			return err
		}
		if logo != nil {
			if err := tx.InsertPicture(background, sqlcdb.InsertPictureParams{
				Hash: t.Logo, Type: logo.Type, Width: int64(logo.Width), Height: int64(logo.Height), Body: logo.Body, MadeAt: tx.Now,
			}); err != nil {
				return err
			}
		}
		return tx.saveTheme(community, t)
	})
}

func (rx *Rx) theme(community int64) (Theme, error) {
	r, err := rx.GetCommunity(background, community)
	return communityOf(r).Theme, err
}

func (tx *Tx) saveTheme(community int64, t Theme) error {
	if t.Hue != nil && (*t.Hue < 0 || *t.Hue > 359) {
		return refuseField("hue", HueWrong)
	}
	if t.Logo != "" {
		if _, err := tx.HasPicture(background, t.Logo); isNoRows(err) {
			return refuseField("logo", PictureUnknown)
		} else if err != nil {
			return err
		}
	}
	was, err := tx.theme(community)
	if err != nil {
		return err
	}
	if _, err := tx.SetTheme(background, sqlcdb.SetThemeParams{Hue: t.Hue, Logo: t.Logo, ID: community}); err != nil {
		return err
	}
	if err := tx.keepClub(); err != nil {
		return err
	}
	return tx.auditEdit("community.themed", community, was, t)
}

// Picture answers a picture by its hash. NotFound: there is none.
func (s *Store) Picture(ctx context.Context, hash string) (*Picture, error) {
	var p *Picture
	err := s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetPicture(background, hash)
		p = &Picture{Hash: r.Hash, Type: r.Type, Width: int(r.Width), Height: int(r.Height), Body: r.Body, MadeAt: r.MadeAt}
		return err
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}
