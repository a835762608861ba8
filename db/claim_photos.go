package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// MostClaimPhotos is how many photos a claim may have.
const MostClaimPhotos = 3

// PhotoClosed refuses a photo to who has not opened it: the claim's page does that, and writes it down.
const PhotoClosed Reason = "photo_closed"

// Refusals of photos. All but the first two have as their first argument which of those that were sent it is, from 1.
const (
	PhotosTooMany Reason = "photos_too_many" // beside those that are there. args: how many a claim may have
	PhotosOver    Reason = "photos_over"     // more than a claim may have, whatever is deleted. args: how many
	PhotoEmpty    Reason = "photo_empty"
	PhotoHEIC     Reason = "photo_heic"   // the kind that an iPhone keeps
	PhotoNot      Reason = "photo_not"    // no JPEG, PNG or WebP at all
	PhotoBroken   Reason = "photo_broken" // one that is damaged or not whole
	PhotoPixels   Reason = "photo_pixels" // args: most million pixels
	PhotoHeavy    Reason = "photo_heavy"  // args: most MB
)

// ClaimPhoto is a photo of a contract, without its pixels.
type ClaimPhoto struct {
	ID            int64
	Width, Height int
	At            int64
	Opened        bool // by the staff who asks
}

// PhotosFit refuses photos of which a claim that has some cannot take so many more: PhotosOver, PhotosTooMany.
func PhotosFit(has, more int64) error {
	switch {
	case has+more <= MostClaimPhotos:
		return nil
	case more > MostClaimPhotos:
		return refuseField("photos", PhotosOver, int64(MostClaimPhotos))
	}
	return refuseField("photos", PhotosTooMany, int64(MostClaimPhotos))
}

func checkPhotos(photos []*Picture, has int64) error {
	if err := PhotosFit(has, int64(len(photos))); err != nil {
		return err
	}
	for _, p := range photos {
		if len(p.Body) > MostPicture {
			return refuseField("photos", PictureTooWide, MostPicture>>10)
		}
	}
	return nil
}

func (tx *Tx) keepPhotos(claim int64, photos []*Picture) error {
	for _, p := range photos {
		if err := tx.InsertClaimPhoto(background, sqlcdb.InsertClaimPhotoParams{
			ID: tx.NewID(), ClaimID: claim, Type: p.Type, Width: int64(p.Width), Height: int64(p.Height), Body: p.Body, MadeAt: tx.Now,
		}); err != nil {
			return err
		}
	}
	return nil
}

// claimPhotos answers the photos of a claim, and which of them the account has opened.
func (rx *Rx) claimPhotos(claim, account int64) (list []ClaimPhoto, err error) {
	rows, err := rx.ClaimPhotos(background, sqlcdb.ClaimPhotosParams{AccountID: account, ClaimID: claim})
	for _, r := range rows {
		list = append(list, ClaimPhoto{r.ID, int(r.Width), int(r.Height), r.MadeAt, r.OpenedAt != 0})
	}
	return list, err
}

// OwnClaimPhoto answers a photo of a claim of the actor's member. NotFound for any other.
func (s *Store) OwnClaimPhoto(ctx context.Context, actor Actor, claim, photo int64) (*Picture, error) {
	return s.claimPhoto(ctx, claim, photo, func(_ *Rx, c sqlcdb.HomeClaim) (bool, error) {
		return actor.Member != 0 && c.MemberID == actor.Member, nil
	})
}

// ClaimPhoto answers a photo of a claim to staff who decide it and have opened the photo. Refused: PhotoClosed. NotFound for
// others.
func (s *Store) ClaimPhoto(ctx context.Context, actor Actor, claim, photo int64) (*Picture, error) {
	return s.claimPhoto(ctx, claim, photo, func(rx *Rx, c sqlcdb.HomeClaim) (bool, error) {
		if !actor.reaches(HomesDecide, c.CommunityID) {
			return false, nil
		}
		if _, err := rx.GetClaimPhoto(background, sqlcdb.GetClaimPhotoParams{ID: photo, ClaimID: claim}); err != nil {
			return false, err
		}
		_, err := rx.PhotoOpened(background, sqlcdb.PhotoOpenedParams{PhotoID: photo, AccountID: actor.Account})
		if isNoRows(err) {
			return false, refuse(PhotoClosed)
		}
		return err == nil, err
	})
}

func (s *Store) claimPhoto(ctx context.Context, claim, photo int64, may func(*Rx, sqlcdb.HomeClaim) (bool, error)) (out *Picture, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		c, err := rx.GetClaim(background, claim)
		if err != nil {
			return err
		}
		if ok, err := may(rx, c); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		p, err := rx.GetClaimPhoto(background, sqlcdb.GetClaimPhotoParams{ID: photo, ClaimID: claim})
		out = &Picture{Type: p.Type, Width: int(p.Width), Height: int(p.Height), Body: p.Body, MadeAt: p.MadeAt}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// OpenClaimPhotos lets the actor see the photos of a claim from now on. Each photo that they open for the first time is
// written down, once for each of them. NotFound outside the actor's communities.
func (s *Store) OpenClaimPhotos(ctx context.Context, actor Actor, claim int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.GetClaim(background, claim)
		if err != nil {
			return err
		}
		if !tx.Actor.reaches(HomesDecide, c.CommunityID) {
			return errNotFound
		}
		photos, err := tx.claimPhotos(claim, tx.Actor.Account)
		if err != nil {
			return err
		}
		for _, p := range photos {
			n, err := tx.OpenPhoto(background, sqlcdb.OpenPhotoParams{PhotoID: p.ID, AccountID: tx.Actor.Account, At: tx.Now})
			if err != nil {
				return err
			}
			if n == 0 { // opened before
				continue
			}
			if err := tx.audit(change{act: "home.revealed", noun: claim, member: c.MemberID, facts: Facts{"community": c.CommunityID, "photo": p.ID}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// DropClaimPhoto deletes a photo of a claim that waits, which is the actor's member's. Refused: ClaimOver. NotFound for any
// other, and where it is gone.
func (s *Store) DropClaimPhoto(ctx context.Context, actor Actor, claim, photo int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.ownClaim(claim)
		if err != nil {
			return err
		}
		if c.State != ClaimWaiting {
			return refuse(ClaimOver)
		}
		n, err := tx.DeleteClaimPhoto(background, sqlcdb.DeleteClaimPhotoParams{ID: photo, ClaimID: claim})
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		return tx.audit(change{act: "home.photo_dropped", noun: claim, member: c.Member, facts: Facts{"community": c.Community, "photo": photo}})
	})
}
