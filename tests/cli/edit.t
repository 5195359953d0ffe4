# tests/cli/edit.t - a domain's XML in an editor, and what becomes of it
#
# the difference is shown, and is all that is asked for
$ EDITOR="sed -i 's,</uuid>,</uuid><description>для <!-- x -->всех</description>,'" hvsh edit db01
@@ -1,6 +1,7 @@
 <domain type='hyperv'>
   <name>db01</name>
   <uuid>...</uuid>
+  <description>для всех</description>
   <maxMemory slots='0' unit='KiB'>8388608</maxMemory>
   <memory unit='KiB'>8388608</memory>
   <currentMemory unit='KiB'>8388608</currentMemory>
Domain 'db01' XML configuration edited.

# requests: 11
$ hvsh -q desc db01
для всех
#
# what is edited is what dumpxml --inactive shows, and has its suffix
$ EDITOR='tee seen <' hvsh -q edit web01 >/dev/null; hvsh -q dumpxml web01 --inactive | cmp seen -
$ EDITOR='basename' hvsh edit web01 | sed 's/hvsh....../F/'
F.xml
Domain 'web01' XML configuration not changed.

# requests: 5
#
# settings, memory, processors of a domain that is off
$ EDITOR="sed -i 's/8388608/4194304/; s,>[0-9]*</vcpu,>3</vcpu,; /<description/d'" hvsh -q edit db01; hvsh -q dominfo db01 | grep -E 'CPU|Max'; hvsh desc db01
CPU(s):         3
Max memory:     4194304 KiB
No description for domain: db01
$ EDITOR="sed -i 's/4194304/4194305/'" hvsh -q edit db01; hvsh -q dominfo db01 | grep Max
warning: Hyper-V gives memory in pieces of 2 MiB: 4097 MiB become 4098 MiB
Max memory:     4196352 KiB
#
# devices: a CD, a network adapter more, a drive less
$ printf '#!/bin/sh\nsed -i "/<controller type=.scsi/i <interface type=\\"bridge\\"><mac address=\\"00:15:5d:0a:0b:0c\\"/><source bridge=\\"Internal\\"/><vlan><tag id=\\"7\\"/></vlan></interface>" "$1"\n' >ed; chmod +x ed; EDITOR=./ed hvsh -q edit db01; hvsh -q dumpxml db01 --xpath '//interface[mac/@address="00:15:5d:0a:0b:0c"]'
<interface type="bridge">
  <mac address="00:15:5d:0a:0b:0c"/>
  <source bridge="Internal"/>
  <vlan>
    <tag id="7"/>
  </vlan>
</interface>
$ EDITOR='sed -i /00:15:5d:0a:0b:0c/,/tag/s/id=.7./id=\"9\"/' hvsh -q edit db01; hvsh -q dumpxml db01 --xpath '//vlan/tag/@id'
 id="9"
$ printf '#!/bin/sh\nsed -i "/<$1/{:a;N;/<\\/$1>/!ba;/$2/d}" "$3"\n' >drop; chmod +x drop; EDITOR='./drop interface 0a:0b:0c' hvsh -q edit db01; EDITOR='./drop disk db01-data' hvsh edit db01; hvsh -q domblklist db01; hvsh -q domiflist db01 | wc -l
@@ ... @@
       <target dev='hda' bus='ide'/>
       <address type='drive' controller='0' bus='0' target='0' unit='0'/>
     </disk>
-    <disk type='file' device='disk'>
-      <source file='D:\Hyper-V\Virtual Hard Disks\db01-data.vhd'/>
-      <target dev='hdb' bus='ide'/>
-      <address type='drive' controller='0' bus='0' target='0' unit='1'/>
-    </disk>
     <disk type='file' device='cdrom'>
       <target dev='hdc' bus='ide'/>
       <address type='drive' controller='0' bus='1' target='0' unit='0'/>
Domain 'db01' XML configuration edited.

 hda   D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 hdc   -
 fda   -
2
#
# of a domain that runs: what Hyper-V does then, and nothing else
$ EDITOR='./drop disk web01-data' hvsh -q edit web01; EDITOR='sed -i "s,debian-12.iso,windows-server.iso,"' hvsh -q edit web01; hvsh -q domblklist web01
 sda   D:\Hyper-V\Virtual Hard Disks\web01.vhdx
 sdc   C:\ISO\windows-server.iso
$ mkdir -p t; export TMPDIR=$PWD/t; EDITOR="sed -i 's,>2</vcpu,>4</vcpu,; s/Front/Back/'" hvsh edit web01
@@ ... @@
 <domain type='hyperv'>
   <name>web01</name>
   <uuid>...</uuid>
-  <description>Front end
+  <description>Back end
 owner: &lt;web@example.org&gt; &amp; co</description>
   <metadata>
     <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
@@ ... @@
   <maxMemory slots='0' unit='KiB'>2097152</maxMemory>
   <memory unit='KiB'>2097152</memory>
   <currentMemory unit='KiB'>2097152</currentMemory>
-  <vcpu placement='static'>2</vcpu>
+  <vcpu placement='static'>4</vcpu>
   <os firmware='efi'>
     <type>hvm</type>
     <firmware>
warning: what was edited is kept in '...'
error: Failed to edit domain 'web01': Hyper-V changes the processors only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)

[1]
# requests: 10
$ rm t/*; hvsh -q desc web01 | head -n 1; hvsh -q vcpucount web01 --active --live
Front end
2
#
# of one that is saved: not its devices
$ EDITOR="sed -i 's,</uuid>,&<description>gespeichert</description>,'" hvsh -q edit Прод-01; hvsh -q desc Прод-01
gespeichert
$ export TMPDIR=$PWD/t; EDITOR='sed -i s/External/Internal/' hvsh -q edit Прод-01; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit domain 'Прод-01': domain 'Прод-01' is saved, and Hyper-V leaves its devices as they are until it is running or off
hint: hvsh start 'Прод-01' (restores it), hvsh managedsave-remove 'Прод-01' (drops what is saved)
#
# the name; one that is taken
$ EDITOR="sed -i 's,>db01<,>it\&apos;s \&quot;Я\&quot; \&amp; \&lt;<,'" hvsh edit db01 | tail -n 2; hvsh -q domuuid "it's \"Я\" & <"
Domain 'it's "Я" & <' XML configuration edited.

975835de-1c97-46ce-a468-4c4f0fd784b4
# requests: 13
$ EDITOR='sed -i "s,<name>.*,<name>db01</name>,"' hvsh -q edit "it's \"Я\" & <"
$ export TMPDIR=$PWD/t; EDITOR='sed -i "s,<name>.*,<name>web01</name>,"' hvsh -q edit db01; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit domain 'db01': operation failed: domain 'web01' already exists with uuid ...
#
# the UUID stays; without one it is the same domain
$ export TMPDIR=$PWD/t; EDITOR='sed -i "s,<uuid>........,<uuid>00000000,"' hvsh edit db01
warning: what was edited is kept in '...'
error: the UUID of a domain cannot be changed: it is 975835de-1c97-46ce-a468-4c4f0fd784b4

[2]
# requests: 5
$ rm t/*; EDITOR='sed -i "s,<uuid>.*,<description>x</description>,"' hvsh -q edit db01; hvsh -q desc db01
x
#
# what cannot be read; what is another generation
$ export TMPDIR=$PWD/t; EDITOR='sed -i s/hvm/xen/' hvsh -q edit db01; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line 10: ...
$ export TMPDIR=$PWD/t; EDITOR="sed -i '\$d'" hvsh -q edit db01; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: line ...
$ export TMPDIR=$PWD/t; EDITOR='sed -i d' hvsh -q edit db01; rm t/*
warning: what was edited is kept in '...'
error: the edited XML: ...
$ export TMPDIR=$PWD/t; EDITOR="sed -i -e 's/ firmware=.efi.//' -e '/<firmware>/,/<.firmware>/d'" hvsh -q edit web01; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit domain 'web01': the domain is of generation 2, which Hyper-V never changes
#
# what makes no difference
$ EDITOR='sed -i s/destroy/restart/' hvsh edit db01
warning: what was edited makes no difference to Hyper-V
Domain 'db01' XML configuration not changed.

#
# --dry-run tells what would be refused, too
$ EDITOR='sed -i s/External/Internal/' hvsh --output json edit web01 --dry-run
{"text":"@@ ... @@...-      <source bridge='External'/>\n+      <source bridge='Internal'/>\n..."}
# requests: 10
$ export TMPDIR=$PWD/t; EDITOR="sed -i 's,>2</vcpu,>4</vcpu,'" hvsh -q edit web01 --dry-run | grep '^[+-]'; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit domain 'web01': Hyper-V changes the processors only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)
-  <vcpu placement='static'>2</vcpu>
+  <vcpu placement='static'>4</vcpu>
$ hvsh -q domiflist web01
 -   bridge   External   -   00:15:5d:0a:00:01
$ EDITOR='sed -i s/External/Internal/' hvsh --output json edit web01
{"done":"Domain 'web01' XML configuration edited."}
#
# what somebody else did meanwhile
$ printf '#!/bin/sh\nhvsh -q desc db01 theirs\nsed -i "s,<desc.*,<description>mine</description>," "$1"\n' >ed; TMPDIR=$PWD/t EDITOR=./ed hvsh -q edit db01; hvsh -q desc db01
warning: what was edited is kept in '...'
error: the domain XML configuration was changed by another user
theirs
$ printf '#!/bin/sh\nhvsh -q undefine "$VM" --yes --managed-save\necho >>"$1"\n' >ed; export VM="Bob's VM"; hvsh -q destroy "$VM"; TMPDIR=$PWD/t EDITOR=./ed hvsh -q edit "$VM"
warning: what was edited is kept in '...'
error: failed to get domain '...'
hint: hvsh list --all (shows the domains there are)
[6]
#
$ hvsh edit db01 --skip-validate
error: Option --skip-validate is not supported: there is no schema to skip; what Hyper-V cannot do is an error
[2]
# requests: 0
$ hvsh -q edit nosuch
error: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)
[6]
$ hvsh -q -r edit db01
error: read-only: 'edit' would change the host
[4]
# requests: 0
$ hvsh complete -- 'hvsh edit Пр' Пр
Прод-01
#
# an address that the host generates is not passed over in silence
$ mkdir -p t; TMPDIR=$PWD/t EDITOR="sed -i s,00:15:5d:0a:00:01,00:15:5d:0a:00:99," hvsh -q edit web01 --dry-run >/dev/null; rm t/*
warning: what was edited is kept in '...'
error: Failed to edit domain 'web01': the host generates the MAC address of a network adapter, 00:15:5d:0a:00:01, and it cannot be made 00:15:5d:0a:00:99
hint: without type='generated' it is set
