# tests/cli/switches-edit.t - net-edit, and net-dumpxml that net-define reads
#
# what is shown makes the same again
$ hvsh -q net-create-as 'a <b> & "c"' --external 3c:fd:fe:0a:00:02 --vlan 12
$ hvsh -q net-dumpxml 'a <b> & "c"' | sed /uuid/d >x.xml; cat x.xml
<network>
  <name>a &lt;b&gt; &amp; &quot;c&quot;</name>
  <forward mode='bridge'>
    <interface dev='Intel(R) Ethernet Controller X710 #2'/>
  </forward>
  <vlan>
    <tag id='12'/>
  </vlan>
</network>
# requests: 7
$ hvsh -q net-destroy 'a <b> & "c"' --yes; hvsh -q net-define x.xml; hvsh -q net-dumpxml 'a <b> & "c"' | sed /uuid/d | diff x.xml -
$ hvsh -q net-destroy 'a <b> & "c"' --yes; hvsh -q net-create-as up --external 3c:fd:fe:0a:00:02 --no-management; hvsh -q net-dumpxml up | sed /uuid/d >x.xml; hvsh -q net-destroy up --yes; hvsh -q net-define x.xml; hvsh -q net-dumpxml up | sed /uuid/d | diff x.xml -; cat x.xml
<network>
  <name>up</name>
  <metadata>
    <hvsh:switch xmlns:hvsh='https://hvsh.invalid/ns/domain/1' management='no'/>
  </metadata>
  <forward mode='bridge'>
    <interface dev='Intel(R) Ethernet Controller X710 #2'/>
  </forward>
</network>
$ hvsh -q net-destroy up --yes; sed -i '/forw/,/forw/d; s/management=.no./type="private"/; /metad/i <description>für alle &amp; mehr</description>' x.xml; sed -i '4,$!b;/descr/d' x.xml; hvsh -q net-define x.xml; hvsh -q net-dumpxml up --xpath '//description|//@type'
<description>für alle &amp; mehr</description>
 type="private"
#
# private: becomes internal, with a VLAN; the difference is shown
$ EDITOR="sed -i 's/type=.private.//; s,</network>,<vlan><tag id=\"7\"/></vlan>&,'" hvsh net-edit up
@@ -2,8 +2,8 @@
   <name>up</name>
   <uuid>...</uuid>
   <description>für alle &amp; mehr</description>
-  <metadata>
-    <hvsh:switch xmlns:hvsh='https://hvsh.invalid/ns/domain/1' type='private'/>
-  </metadata>
   <bridge stp='off' delay='0'/>
+  <vlan>
+    <tag id='7'/>
+  </vlan>
 </network>
Network up XML configuration edited.

$ hvsh -q net-port-list up | cut -c40-
 host   -   up   -   7
#
# another VLAN; none; the name and the notes
$ EDITOR='sed -i /tag/s/7/8/' hvsh -q net-edit up; hvsh -q net-port-list up | cut -c40-
 host   -   up   -   8
# requests: 23
$ EDITOR='sed -i /vlan/,/vlan/d' hvsh -q net-edit up; hvsh -q net-port-list up | cut -c40-
 host   -   up   -   -
$ EDITOR="sed -i 's,>up<,>вверх<,; s/ mehr//; s/für/for/'" hvsh net-edit UP
@@ -1,6 +1,6 @@
 <network>
-  <name>up</name>
+  <name>вверх</name>
   <uuid>...</uuid>
-  <description>für alle &amp; mehr</description>
+  <description>for alle &amp;</description>
   <bridge stp='off' delay='0'/>
 </network>
Network вверх XML configuration edited.

# requests: 15
$ hvsh -q net-dumpxml вверх --xpath '//name|//description'
<name>вверх</name>
<description>for alle &amp;</description>
#
# external, through a free adapter, and back: which is asked for
$ printf '#!/bin/sh\nsed -i "s,<bridge.*,<forward mode=\\"bridge\\" dev=\\"$DEV\\"/>," "$1"\n' >ext; chmod +x ext; DEV='Intel(R) Ethernet Controller X710 #2' EDITOR=./ext hvsh -q net-edit вверх; hvsh -q net-port-list вверх | cut -c40-
 external   -   вверх_External   3c:fd:fe:0a:00:02   -
 host       -   up               -                   -
$ mkdir -p t; TMPDIR=$PWD/t EDITOR='sed -i /forw/,/forw/d' hvsh -q net-edit вверх; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit network 'вверх': there is no terminal to confirm on: take the adapter 'Intel(R) Ethernet Controller X710 #2' from network 'вверх'
hint: --yes (does it without a question)
$ EDITOR="sed -i 's,<forw,<metadata><s:switch xmlns:s=\"https://hvsh.invalid/ns/domain/1\" management=\"no\"/></metadata>&,'" hvsh -q net-edit вверх --yes; hvsh -q net-port-list вверх | cut -c40-
 external   -   вверх_External   3c:fd:fe:0a:00:02   -
$ EDITOR="sed -i '/forw/,/forw/d; s/management=.no./type=\"private\"/'" hvsh -q net-edit вверх --yes; hvsh -q net-port-list вверх; hvsh -q iface-list | cut -c 40-
 active   3c:fd:fe:0a:00:01   External
 active   3c:fd:fe:0a:00:02   -
#
# another adapter; the domains stay connected
$ EDITOR='sed -i "s/X710/& #2/"' hvsh -q net-edit External --yes; hvsh -q iface-list | cut -c 40-; hvsh -q net-port-list External | cut -c 40-50; hvsh -q net-port-list External | grep -c External_External
 active   3c:fd:fe:0a:00:01   -
 active   3c:fd:fe:0a:00:02   External
 external  
 host      
 domain    
 domain    
 domain    
 domain    
1
$ EDITOR='sed -i "s/ #2//"' hvsh -q net-edit External --yes; hvsh -q iface-list | cut -c 40-
 active   3c:fd:fe:0a:00:01   External
 active   3c:fd:fe:0a:00:02   -
#
# what cannot be: nothing is changed
$ export TMPDIR=$PWD/t; DEV='Intel(R) Ethernet Controller X710' EDITOR=./ext hvsh -q net-edit Internal; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit network 'Internal': the adapter 'Intel(R) Ethernet Controller X710' serves another network
hint: hvsh iface-list --all (shows which)
$ export TMPDIR=$PWD/t; EDITOR='sed -i s/вверх/EXTERNAL/' hvsh -q net-edit вверх; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit network 'вверх': network 'External' already exists with uuid ...
$ export TMPDIR=$PWD/t; EDITOR='sed -i "s,<uuid>........,<uuid>00000000,"' hvsh -q net-edit вверх; rm t/*
warning: what was edited is kept in '...'
error: the UUID of a network cannot be changed: it is ...
$ export TMPDIR=$PWD/t; EDITOR='sed -i "s,<uuid>,<uuid>x,"' hvsh -q net-edit вверх; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 3: 'x...' is no UUID
$ export TMPDIR=$PWD/t; EDITOR='sed -i "s,<name>.*,<name/>,"' hvsh net-edit вверх
warning: what was edited is kept in '...'
error: the edited XML: line 2: the network has no <name>

[2]
$ hvsh -q net-dumpxml вверх --xpath '//name|//@type'
<name>вверх</name>
 type="private"
#
# what makes no difference; what is only shown
$ EDITOR='sed -i "s,<bridge.*,<!-- here -->,"' hvsh net-edit вверх
warning: what was edited makes no difference to Hyper-V
Network вверх XML configuration not changed.

$ EDITOR=true hvsh net-edit вверх
Network вверх XML configuration not changed.

# requests: 7
$ EDITOR='sed -i "s/вверх/вниз/"' hvsh -q net-edit вверх --dry-run
@@ -1,5 +1,5 @@
 <network>
-  <name>вверх</name>
+  <name>вниз</name>
   <uuid>...</uuid>
   <description>for alle &amp;</description>
   <metadata>
# requests: 14
$ EDITOR='sed -i "s/вверх/Internal/"' TMPDIR=$PWD/t hvsh -q net-edit вверх --dry-run | wc -l; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit network 'вверх': network 'Internal' already exists with uuid ...
7
#
# what somebody else did meanwhile
$ printf '#!/bin/sh\nEDITOR="sed -i s/alle/one/" hvsh -q net-edit вверх\nsed -i s/вверх/вниз/ "$1"\n' >ed; chmod +x ed; TMPDIR=$PWD/t EDITOR=./ed hvsh net-edit вверх; hvsh -q net-dumpxml вверх --xpath '//description'
warning: what was edited is kept in '...'
error: the network's XML configuration was changed by another user

<description>for one &amp;</description>
#
$ hvsh -q net-edit nosuch
error: failed to get network 'nosuch'
hint: hvsh net-list --all (shows the networks there are)
[6]
$ hvsh -q -r net-edit вверх
error: read-only: 'net-edit' would change the host
[4]
# requests: 0
$ hvsh complete -- 'hvsh net-edit вв' вв
вверх
