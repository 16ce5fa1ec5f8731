// Shows the search field before this script where there is a server, which the search needs.
document.currentScript.previousElementSibling.hidden = location.protocol === "file:";
