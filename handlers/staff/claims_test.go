package staff

import (
	"fmt"
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
	bay.post(claimPath(rival)+"/decision", "decision", "refuse", "reason", "Send the contract").leads(claimPath(unknown)) // the next
	bay.get(claimPath(unknown)).want(http.StatusOK, "The claim is refused")
	bay.get(claimPath(rival)).want(http.StatusOK, "Send the contract", "has been decided").without("Approve the claim")

	bay.post(claimPath(first)+"/decision", "decision", "approve").leads(claimPath(unknown))
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

// The inbox goes on from claim to claim: photos are opened once by each, what is asked comes back answered, and a home that the
// register does not know is picked from those near it.
func TestInbox(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen, li := w.member(phone, "陈美玲", w.bay), w.member("13900000011", "李云", w.bay)
	photo := &db.Picture{Type: "image/jpeg", Width: 3, Height: 4, Body: []byte("a photo")}
	first := must(w.ClaimHome(t.Context(), chen.Actor(), db.HomeAddress{Community: w.bay, Building: "3", Stair: "2", Room: "1802"}, photo))
	unknown := w.claim(li, w.bay, "9", "9", "1802")
	w.claim(li, w.bay, "3", "2", "1802")
	bay, second := w.staff("bay@club.test", db.Service, w.bay), w.staff("second@club.test", db.Service, 0)

	bay.get(claimPath(first)).want(http.StatusOK, "Same name, another phone", "Others wait for it too", "Open the photos", "Side by side", "李云").without("<img src=\"/staff/claims")
	path := claimPath(first) + "/photos/" + fmt.Sprint(must(w.ClaimFile(t.Context(), db.SystemActor, first.ID)).Photos[0].ID)
	bay.get(path).leads(claimPath(first) + "#photos")
	bay.post(claimPath(first) + "/photos").leads(claimPath(first) + "#photos")
	bay.get(claimPath(first)).want(http.StatusOK, `<img src="`+path)
	bay.get(path).want(http.StatusOK, "a photo")
	second.get(path).leads(claimPath(first) + "#photos")
	bay.get(claimPath(first) + "/photos/7").want(http.StatusNotFound)

	bay.get(claimPath(first)+"?say=ask-page").want(http.StatusOK, "请补一张购房合同的照片") // in the member's language
	bay.post(claimPath(first)+"/questions", "question", " ").want(http.StatusUnprocessableEntity, "Say what is needed")
	bay.post(claimPath(first)+"/questions", "question", "Which page?").leads(claimPath(unknown))
	bay.get(claimPath(unknown)).want(http.StatusOK, "The member has been told").without(`href="` + claimPath(first) + `"`)
	bay.get("/staff/claims?show=asked").want(http.StatusOK, `href="`+claimPath(first)+`"`, "Waiting for the member")
	if err := w.AnswerClaim(t.Context(), chen.Actor(), first.ID, "The second.", nil); err != nil {
		t.Fatal(err)
	}
	bay.get("/staff/claims").want(http.StatusOK, "Answered", "The second.", "asked")

	home := fmt.Sprint(must(w.ClaimFile(t.Context(), db.SystemActor, unknown.ID)).Near[0].ID)
	bay.get(claimPath(unknown)).want(http.StatusOK, "Not on the register", "Which home is meant?", `value="`+home+`"`, "Building 3, stair 2, room 1802")
	bay.post(claimPath(unknown)+"/decision", "decision", "approve", "home", "7").want(http.StatusUnprocessableEntity, "register of the same community")
	bay.post(claimPath(first)+"/decision", "decision", "approve").want(http.StatusSeeOther)
	bay.post(claimPath(unknown)+"/decision", "decision", "approve", "home", home).want(http.StatusUnprocessableEntity, "another claim to that home") // they wait for it
	second.post(claimPath(first)+"/decision", "decision", "refuse", "reason", "no").want(http.StatusUnprocessableEntity, "decided already, by", "has been decided")
	second.post(claimPath(first)+"/questions", "question", "and?").want(http.StatusUnprocessableEntity, "decided already, by")
	bay.get("/staff/homes/"+home).want(http.StatusOK, "Does a company own it?", "陈美玲").without("<img", "/photos/")
	bay.post("/staff/homes/"+home+"/company", "company", "yes").leads("/staff/homes/" + home)
	bay.get("/staff/homes/"+home).want(http.StatusOK, "Owned by a company")
}
