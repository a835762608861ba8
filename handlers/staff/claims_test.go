package staff

import (
	"net/http"
	"testing"

	"clubhouse/db"
)

func TestClaims(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen := w.member(phone, "陈美玲", w.bay)         // the name stands on the register, the phone does not
	wang := w.member("13800000002", "王建国", w.bay) // both: verified at once
	li := w.member("13900000011", "李云", w.bay)    // neither, and a rival
	zhou := w.member("13900000010", "周敏", w.hill) // another community
	first := w.claim(chen, w.bay, "3", "2", "1802")
	if c := w.claim(wang, w.bay, "5", "1", "901"); c.State != db.ClaimVerified {
		t.Errorf("not verified at once: %+v", c)
	}
	rival := w.claim(li, w.bay, "5", "1", "0901")
	unknown := w.claim(li, w.bay, "9", "9", "9999")
	other := w.claim(zhou, w.hill, "8", "1", "301")
	bay, second := w.staff("bay@club.test", db.Service, w.bay), w.staff("second@club.test", db.Service, 0)
	reader := w.staff("reader@club.test", db.Reader, 0)

	bay.get("/staff/claims").want(http.StatusOK, "陈美玲", "Name matches", "Phone differs", "Not on the register", "1 other verified", "138****0001", maskedPhone).
		without("周敏", "Green Hill", phone, "13800000001")
	second.get("/staff/claims").want(http.StatusOK, "周敏")
	bay.get("/staff").want(http.StatusOK, `href="`+claimPath(first), "Yunqi Bay, Building 3, stair 2, room 1802").without(claimPath(other))
	reader.get("/staff").want(http.StatusOK).without(claimPath(first))
	reader.get("/staff/claims").want(http.StatusForbidden)
	reader.get("/staff/claims/all").want(http.StatusForbidden)
	reader.get(claimPath(first)).want(http.StatusForbidden)
	bay.get(claimPath(other)).want(http.StatusNotFound).without("周敏")
	bay.post(claimPath(other)+"/decision", "decision", "approve").want(http.StatusNotFound)
	bay.get(claimPath(first)).want(http.StatusOK, "Building 3, stair 2, room 1802", "Phone differs", "Approve the claim").without(phone)
	bay.get(claimPath(rival)).want(http.StatusOK, "1 other verified")

	bay.post(claimPath(unknown)+"/decision", "decision", "approve").want(http.StatusUnprocessableEntity, "does not know this home")
	bay.post(claimPath(rival)+"/decision", "decision", "refuse", "reason", "").want(http.StatusUnprocessableEntity, "Give a reason")
	bay.post(claimPath(rival)+"/decision", "decision", "refuse", "reason", "Send the contract").leads("/staff/claims")
	bay.get("/staff/claims").want(http.StatusOK, "The claim is refused")
	bay.get(claimPath(rival)).want(http.StatusOK, "Send the contract", "has been decided").without("Approve the claim")

	bay.post(claimPath(first)+"/decision", "decision", "approve").leads("/staff/claims")
	second.post(claimPath(first)+"/decision", "decision", "refuse", "reason", "no").want(http.StatusUnprocessableEntity, "decided already", "Verified")
	if c := must(w.Claims(t.Context(), chen.Member.ID))[0]; c.State != db.ClaimVerified {
		t.Errorf("the second decision counted: %+v", c)
	}
	bay.get(recordPath(chen)).want(http.StatusOK, "Owner", "Home verified", "Checked by staff")

	// All claims of the communities that one decides stand in a list, and no other's, however it is asked for.
	bay.get("/staff/claims").want(http.StatusOK, `href="/staff/claims/all"`)
	bay.get("/staff/claims/all").want(http.StatusOK, "陈美玲", "王建国", "Not approved", "Verified", "Being checked", maskedPhone, `href="`+claimPath(rival)).without("周敏", "Green Hill", phone)
	bay.get("/staff/claims/all?state=refused&q=李云").want(http.StatusOK, "1 claim", "Building 5").without("陈美玲")
	bay.get("/staff/claims/all?q=13900000010").want(http.StatusOK, "Nothing matches").without("周敏")
	second.get("/staff/claims/all?q=13900000010").want(http.StatusOK, "周敏")
	bay.post("/staff/lists/claims/exports", "format", "csv", "query", "columns=member,contact,how,state").want(http.StatusOK, "王建国,138****0002,Matched the register at once,Verified", "李云,139****0011").without("周敏", "13900000011")
	reader.post("/staff/lists/claims/exports", "format", "csv").want(http.StatusForbidden)
	bay.post("/staff/lists/claims/views", "name", "Refused", "query", "state=refused").want(http.StatusSeeOther)
	bay.get("/staff/claims/all").want(http.StatusOK, "Refused", "/staff/claims/all?state=refused")
}
