// Shows the search form before this script, except where there is no server and the search would find nothing.
document.currentScript.previousElementSibling.hidden = location.protocol === "file:";
