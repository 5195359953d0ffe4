# tests/cli/snapshot-edit.t - a checkpoint's name and description in an editor
$ hvsh -q snapshot-create-as db01 'one & "1"' 'for <edit>'; hvsh -q snapshot-create-as db01 zwei
$ EDITOR='sed -i s/for/для/' hvsh snapshot-edit db01 'one & "1"'
Snapshot one & "1" edited.

# requests: 4
$ hvsh -q snapshot-dumpxml db01 'one & "1"' --xpath //description
<description>для &lt;edit&gt;</description>
#
# the current one; what is shown is what snapshot-dumpxml shows
$ EDITOR='tee seen <' hvsh -q snapshot-edit db01 --current >/dev/null; hvsh -q snapshot-dumpxml db01 zwei >want; cmp seen want
$ EDITOR=cat hvsh snapshot-edit db01 zwei | tail -n 2
Snapshot zwei XML configuration not changed.

#
# a description that is taken out is gone
$ EDITOR='sed -i /description/d' hvsh -q snapshot-edit db01 'one & "1"'; hvsh -q snapshot-dumpxml db01 'one & "1"' --xpath //description
#
# another name has to be meant, and to be free
$ mkdir -p t; TMPDIR=$PWD/t EDITOR='sed -i s/zwei/drei/' hvsh snapshot-edit db01 zwei
warning: what was edited is kept in '.../t/hvsh....xml'
error: must use --rename to change zwei to drei

[2]
$ grep name t/hvsh*; rm t/hvsh*
  <name>drei</name>
    <name>one &amp; &quot;1&quot;</name>
$ EDITOR='sed -i s/zwei/drei/' hvsh -q snapshot-edit db01 zwei --rename; hvsh -q snapshot-list db01 --name --topological
one & "1"
drei
$ TMPDIR=$PWD/t EDITOR="sed -i 's/>drei/>one \&amp; \&quot;1\&quot;/'" hvsh -q snapshot-edit db01 drei --rename; rm t/*
warning: what was edited is kept in '...'
error: operation failed: domain moment one & "1" already exists
$ TMPDIR=$PWD/t EDITOR="sed -i '/<name>drei/d'" hvsh -q snapshot-edit db01 drei --rename; rm t/*
warning: what was edited is kept in '...'
error: a snapshot's name cannot be empty
#
# nothing else can be changed, and nothing is before all is known to be right
$ TMPDIR=$PWD/t EDITOR="sed -i 's/drei/vier/;s/shutoff/running/'" hvsh -q snapshot-edit db01 drei --rename; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 3: <state> of a snapshot cannot be changed
$ TMPDIR=$PWD/t EDITOR="sed -i 's/>one/>two/'" hvsh -q snapshot-edit db01 drei; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 4: <parent> of a snapshot cannot be changed
$ TMPDIR=$PWD/t EDITOR="sed -i '/<state/d;s/<uuid>./<uuid>x/'" hvsh -q snapshot-edit db01 drei; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 8: <domain> of a snapshot cannot be changed
$ TMPDIR=$PWD/t EDITOR='sed -i s/memory/memery/' hvsh -q snapshot-edit db01 drei; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 8: <memery> in <domainsnapshot> is not possible on Hyper-V
$ TMPDIR=$PWD/t EDITOR="sed -i '\$d'" hvsh -q snapshot-edit db01 drei; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 12: Premature end of data in tag domainsnapshot line 1
$ hvsh -q snapshot-list db01 --name --topological
one & "1"
drei
#
# what somebody else did in the meantime is not overwritten
$ printf '#!/bin/sh\nhvsh -q snapshot-rename db01 drei --description theirs\nsed -i "/<state/i <description>mine</description>" "$1"\n' >ed; chmod +x ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q snapshot-edit db01 drei; grep -h desc t/*; rm t/*; hvsh -q snapshot-dumpxml db01 drei --xpath //description
warning: what was edited is kept in '...'
error: the snapshot's XML configuration was changed by another user
<description>mine</description>
<description>theirs</description>
$ printf '#!/bin/sh\nhvsh -q snapshot-delete db01 drei --yes\necho >>"$1"\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q snapshot-edit db01 drei
warning: what was edited is kept in '...'
error: the snapshot is no longer there
[6]
#
$ hvsh snapshot-edit db01
error: --snapshotname or --current is required

[2]
# requests: 0
$ hvsh snapshot-edit db01 x --clone
error: Option --clone is not supported: Hyper-V does not copy a snapshot
[2]
# requests: 0
$ hvsh -q -r snapshot-edit db01 x
error: read-only: 'snapshot-edit' would change the host
[4]
$ hvsh complete -- 'hvsh snapshot-edit db01 o' o
one\ \&\ \"1\"
