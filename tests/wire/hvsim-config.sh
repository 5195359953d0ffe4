#!/bin/bash
# tests/wire/hvsim-config.sh - a VM is configured as libvirt's driver does it:
# its own requests, with the GUIDs of what was made meanwhile
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

[ -n "$SHARED" ] || skip 'there are no recorded requests'
REQ=$SHARED/wire/requests/libvirt
[ -d "$REQ" ] && [ -d "$SHARED/lab/host" ] ||
	skip 'there are no recorded requests'

start_hvsim --load "$SHARED/lab/host" --hostname HV-LAB --os 2022 || exit 1
VSMS=Msvm_VirtualSystemManagementService

# replay METHOD [SED EXPRESSION]: what comes back is the method's output.
replay()
{
	post < <(sed -E "$2" "$REQ"/Invoke-*-"$1".xml)
	same "$1" "200 $1_OUTPUT" "$STATUS $(xpath 'name(//*[local-name()="Body"]/*)' | sed 's/.*://')"
}

# ended NAME ERRORCODE: the job that was started ends so.
ended()
{
	local id

	same "$1: a job" 4096 "$(text //ReturnValue)"
	id=$(text "//Job//*[@Name='InstanceID']")
	sleep 0.1
	wql "SELECT * FROM Msvm_ConcreteJob WHERE InstanceID = '$id'"
	same "$1: its end" "$2" "$(text //ErrorCode)"
}

# quoted FILE/CLASS CIM-XML as a parameter's text
esc()
{
	sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' <<<"$1"
}

# add CLASS TYPE SUBTYPE PARENT MORE: AddResourceSettings to the new VM
add()
{
	local xml="<INSTANCE CLASSNAME=\"$1\"><PROPERTY NAME=\"ResourceType\" TYPE=\"uint16\"><VALUE>$2</VALUE></PROPERTY><PROPERTY NAME=\"ResourceSubType\" TYPE=\"string\"><VALUE>Microsoft:Hyper-V:$3</VALUE></PROPERTY>${4:+<PROPERTY NAME=\"Parent\" TYPE=\"string\"><VALUE>$4</VALUE></PROPERTY>}$5</INSTANCE>"

	invoke $VSMS AddResourceSettings \
		"$(selectors CreationClassName $VSMS)" \
		"<q:AffectedConfiguration><a:Address>$ANONYMOUS</a:Address><a:ReferenceParameters><w:ResourceURI>$VIRT/Msvm_VirtualSystemSettingData</w:ResourceURI>$(selectors InstanceID "Microsoft:$GUID")</a:ReferenceParameters></q:AffectedConfiguration><q:ResourceSettings>$(esc "$xml")</q:ResourceSettings>"
}

array()
{
	printf '<PROPERTY.ARRAY NAME="%s" TYPE="string"><VALUE.ARRAY><VALUE>%s</VALUE></VALUE.ARRAY></PROPERTY.ARRAY>' "$1" "$2"
}

replay DefineSystem
same 'it is done at once' 0 "$(text //ReturnValue)"
GUID=$(text "//ResultingSystem//*[@Name='Name']")
check 'a GUID' grep -qE '^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$' <<<"$GUID"
wql "ASSOCIATORS OF {Msvm_ComputerSystem.CreationClassName='Msvm_ComputerSystem',Name='$GUID'} WHERE ResultClass = Msvm_VirtualSystemSettingData"
same 'its settings' golden-new "$(text //Items/*/ElementName)"
same 'its generation' Microsoft:Hyper-V:SubType:1 \
	"$(text //Items/*/VirtualSystemSubType)"

NEW="s/CCAD7EA2-E848-4423-ABDA-0A57E5A1EB1C/$GUID/g"
replay AddResourceSettings "$NEW"
same 'a drive on IDE 0' 0 "$(text //ReturnValue)"
DRIVE=$(text "//ResultingResourceSettings//*[@Name='InstanceID']")
same '  and which' \
	"Microsoft:$GUID\\83F8638B-8DCA-4152-9EDA-2CA8B33039B4\\0\\0\\D" "$DRIVE"
replay AddResourceSettings "$NEW"
same 'that slot is taken' 32773 "$(text //ReturnValue)"

PARENT="\\\\HV-LAB\\Root\\Virtualization\\V2:Msvm_ResourceAllocationSettingData.InstanceID=\"${DRIVE//\\/\\\\}\""
SASD=Msvm_StorageAllocationSettingData
add $SASD 31 'Virtual Hard Disk' "$PARENT" \
	"$(array HostResource 'D:\VMs\web-01\Virtual Hard Disks\missing.vhdx')"
ended 'a file that is not there' 32768
add $SASD 31 'Virtual Hard Disk' "$PARENT" \
	"$(array HostResource 'D:\VMs\web-01\Virtual Hard Disks\web-01.vhdx')"
same 'its disk' 0 "$(text //ReturnValue)"
add Msvm_SyntheticEthernetPortSettingData 10 'Synthetic Ethernet Port' '' \
	'<PROPERTY NAME="Address" TYPE="string"><VALUE>525400123456</VALUE></PROPERTY><PROPERTY NAME="StaticMacAddress" TYPE="boolean"><VALUE>true</VALUE></PROPERTY>'
same 'its adapter' 0 "$(text //ReturnValue)"
NIC=$(text "//ResultingResourceSettings//*[@Name='InstanceID']")
add Msvm_EthernetPortAllocationSettingData 33 'Ethernet Connection' \
	"\\\\HV-LAB\\root\\virtualization\\v2:Msvm_SyntheticEthernetPortSettingData.InstanceID=\"${NIC//\\/\\\\}\"" \
	"$(array HostResource '\\HV-LAB\root\virtualization\v2:Msvm_VirtualEthernetSwitch.CreationClassName="Msvm_VirtualEthernetSwitch",Name="99FB6EC6-63BC-45C1-8C1A-87369F4B56D2"')"
same 'its connection' 0 "$(text //ReturnValue)"

# The lab's web-01 is on and has the disk.
start="s/136f61cc-4af7-4cf3-a723-01bfb68bf70e/$GUID/"
replay RequestStateChange "$start"
ended 'a disk in use' 32768
wql "SELECT * FROM Msvm_ComputerSystem WHERE Name = '$GUID'"
same '  leaves it off' 3 "$(text //EnabledState)"

# A drive that still has its image is no ReturnValue but a fault.
invoke $VSMS RemoveResourceSettings "$(selectors CreationClassName $VSMS)" \
	"<q:ResourceSettings><a:Address>$ANONYMOUS</a:Address><a:ReferenceParameters><w:ResourceURI>$VIRT/Msvm_ResourceAllocationSettingData</w:ResourceURI>$(selectors InstanceID "$DRIVE")</a:ReferenceParameters></q:ResourceSettings>"
fault 'a full drive' w:InternalError 2147749889 wsman

replay ModifyResourceSettings
ended 'memory' 0
wql "SELECT * FROM Msvm_MemorySettingData WHERE InstanceID LIKE 'Microsoft:136F61CC%'"
same '  is more' 2048 "$(text //VirtualQuantity)"
replay ModifyResourceSettings 's/2048/67108864/'
ended 'too much memory' 32773
replay ModifySystemSettings
same 'autostart' 0 "$(text //ReturnValue)"

replay GetVirtualSystemThumbnailImage
same 'the screen' 0 "$(text //ReturnValue)"
same '  is one element' 1 "$(xpath 'count(//ImageData)')"
same '  of 1024 x 768 pixels' $((1024 * 768 * 2)) \
	"$(text //ImageData | base64 -d | wc -c)"
replay GetVirtualSystemThumbnailImage \
	's/CAB3D075-B79F-4C2B-A6BD-398CF9043F3E/136F61CC-4AF7-4CF3-A723-01BFB68BF70E/'
same 'none of a VM that is off' 32775 "$(text //ReturnValue)"
replay PressKey
same 'a key' 0 "$(text //ReturnValue)"
replay ReleaseKey
same 'and up again' 0 "$(text //ReturnValue)"

replay DestroySystem "s/CCAD7EA2-E848-4423-ABDA-0A57E5A1EB1C/CAB3D075-B79F-4C2B-A6BD-398CF9043F3E/"
same 'one that is on is not destroyed' 32775 "$(text //ReturnValue)"
replay DestroySystem "$NEW"
ended 'the new one is' 0
wql "SELECT * FROM Msvm_ComputerSystem WHERE Name = '$GUID'"
same '  is gone' 0 "$(count)"
wql "SELECT * FROM CIM_SettingData WHERE InstanceID LIKE 'Microsoft:$GUID%'"
same '  with all it had' 0 "$(count)"
finish
