# tests/cli/notes.t - desc: a domain's notes, read and set
$ hvsh desc web01
Front end
owner: <web@example.org> & co
# requests: 2
$ hvsh -q desc web01
Front end
owner: <web@example.org> & co
$ hvsh desc db01
No description for domain: db01
$ hvsh -q desc db01
$ hvsh --output json desc db01
{"description":null}
#
# words are joined; what is markup in one language or another stays text
$ hvsh desc db01 "<a> & \"b\"" 'c]]>' '&amp; ü'
Domain description updated successfully

# requests: 2
$ hvsh -q desc db01
<a> & "b" c]]> &amp; ü
$ hvsh -q dumpxml db01 --xpath 'string(//description)' >/dev/null 2>&1
[2]
$ hvsh -q dumpxml db01 --xpath '//description'
<description>&lt;a&gt; &amp; "b" c]]&gt; &amp;amp; ü</description>
#
# a leading -- is an option's; --new-desc takes what follows it
$ hvsh -q desc db01 --new-desc=--x
$ hvsh -q desc db01
--x
#
# an empty word removes them
$ hvsh -q desc db01 ''
$ hvsh desc db01
No description for domain: db01
#
# --live wants a domain that runs; read-only changes nothing
$ hvsh -q desc db01 --live x
error: domain 'db01' is not running
[1]
$ hvsh -q -r desc db01 x
error: read-only: 'desc' would change the host
[4]
# requests: 0
$ hvsh -q -r desc web01
Front end
owner: <web@example.org> & co
